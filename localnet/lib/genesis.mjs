// Puts accounts and the settings of a test chain into a genesis: genesis.mjs FILE ACCOUNTS FEE_DENOM VOTING AHEAD NAME=COINS...
import { readFileSync, writeFileSync } from 'node:fs'

const [file, accounts, feeDenom, voting, ahead, ...gifts] = process.argv.slice(2)
const genesis = JSON.parse(readFileSync(file))
const { auth, bank, gov, slashing } = genesis.app_state

const given = (name) => gifts.filter((gift) => gift.startsWith(`${name}=`)).flatMap((gift) => gift.split('=')[1].split(','))
const coins = (name) =>
  [`1000000000000${feeDenom}`, ...given(name)]
    .map((text) => text.match(/^(\d+)(\w.*)$/))
    .map(([, amount, denom]) => ({ denom, amount }))
    .sort((a, b) => (a.denom < b.denom ? -1 : 1))

for (const [name, address] of Object.entries(JSON.parse(readFileSync(accounts)))) {
  auth.accounts.push({ '@type': '/cosmos.auth.v1beta1.BaseAccount', address, pub_key: null, account_number: '0', sequence: '0' })
  bank.balances.push({ address, coins: coins(name) })
}

// The clock may start years ago; the first block carries this time.
genesis.genesis_time = new Date(Date.now() + 1000 * Number(ahead)).toISOString()
// An upload of half a megabyte takes some 10 million.
genesis.consensus.params.block.max_gas = '100000000'
// Votes of the chain end while one waits.
Object.assign(gov.params, {
  voting_period: `${voting}s`,
  expedited_voting_period: `${voting / 2}s`,
  max_deposit_period: `${voting}s`,
  min_deposit: [{ denom: feeDenom, amount: '1000000' }],
  expedited_min_deposit: [{ denom: feeDenom, amount: '2000000' }],
})
// A validator that a test stops must not be jailed.
slashing.params.signed_blocks_window = '1000000'

writeFileSync(file, JSON.stringify(genesis, null, 1))
