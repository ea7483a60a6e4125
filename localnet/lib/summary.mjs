// Writes localnet.json, what tools need to know of the chain: summary.mjs HOME CHAIN_ID FEE_DENOM GAS_PRICE BASE VALIDATORS WASMD
import { readFileSync, writeFileSync } from 'node:fs'

const [home, chain_id, fee_denom, gas_price, base, validators, wasmd] = process.argv.slice(2)
const accounts = JSON.parse(readFileSync(`${home}/accounts.json`))
const node = (_, index) => {
  const at = (port) => `127.0.0.1:${Number(base) + 10 * index + port}`
  return { home: `${home}/node-${index}`, rpc: `http://${at(0)}`, grpc: `http://${at(2)}`, rest: `http://${at(3)}` }
}
const nodes = Array.from({ length: Number(validators) }, node)
const summary = {
  chain_id,
  prefix: 'wasm',
  fee_denom,
  gas_price: `${gas_price}${fee_denom}`,
  node: nodes[0].rpc,
  grpc: nodes[0].grpc,
  rest: nodes[0].rest,
  clock: `${home}/clock`,
  gov: 'wasm10d07y265gmmuvt4z0w9aw880jnsr700js7zslc', // the account of the chain's own governance
  wasmd,
  nodes,
  accounts: Object.fromEntries(
    Object.entries(accounts).map(([name, address]) => [name, { address, mnemonic_file: `${home}/keys/${name}.mnemonic` }]),
  ),
}
writeFileSync(`${home}/localnet.json`, JSON.stringify(summary, null, 2) + '\n')
