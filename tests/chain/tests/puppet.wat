;; A contract that answers `execute` with the very message it was sent (so that a test says which messages follow) and
;; writes down what a reply says, under `heard`.
(module
  (import "env" "db_write" (func $write (param i32 i32)))
  (memory (export "memory") 4)
  (global $free (mut i32) (i32.const 4096))
  ;; Regions are: offset, capacity, length.
  (data (i32.const 64) "heard")
  (data (i32.const 80) "\40\00\00\00\05\00\00\00\05\00\00\00")
  (data (i32.const 128) "{\"ok\":{\"messages\":[],\"attributes\":[],\"events\":[],\"data\":null}}")
  (data (i32.const 96) "\80\00\00\00\3e\00\00\00\3e\00\00\00")
  (func (export "interface_version_8"))
  (func (export "allocate") (param $size i32) (result i32)
    (local $region i32)
    (local.set $region (global.get $free))
    (i32.store (local.get $region) (i32.add (local.get $region) (i32.const 12)))
    (i32.store offset=4 (local.get $region) (local.get $size))
    (i32.store offset=8 (local.get $region) (i32.const 0))
    (global.set $free
      (i32.and (i32.add (i32.add (local.get $region) (i32.const 19)) (local.get $size)) (i32.const -8)))
    (local.get $region))
  (func (export "deallocate") (param i32))
  (func (export "instantiate") (param i32 i32 i32) (result i32) (i32.const 96))
  (func (export "execute") (param i32 i32 i32) (result i32) (local.get 2))
  (func (export "reply") (param i32 i32) (result i32)
    (call $write (i32.const 80) (local.get 1))
    (i32.const 96)))
