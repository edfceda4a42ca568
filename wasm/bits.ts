// 64 bytes at a time: a bit for each.

import { VECTORS } from './layout';

/** What bytes are compared with. */
export function writeVectors(): void {
  v128.store(VECTORS, i8x16.splat(0x22));
  v128.store(VECTORS, i8x16.splat(0x3a), 16);
  v128.store(VECTORS, i8x16.splat(0x2c), 32);
  v128.store(VECTORS, i8x16.splat(0x26), 48);
  v128.store(VECTORS, i8x16.splat(0x7f), 64);
  v128.store(VECTORS, i8x16.splat(0x5c), 80);
  v128.store(VECTORS, i8x16.splat(0x1f), 96);
}

// @ts-ignore: decorator
@inline
export function bitsOf(one: v128, two: v128, three: v128, four: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(one) | (<u32>i8x16.bitmask(two) << 16)) | (<u64>(<u32>i8x16.bitmask(three) | (<u32>i8x16.bitmask(four) << 16)) << 32)
  );
}

/** For each bit, whether an odd number is set up to it: from an opening quote to before the closing one. */
// @ts-ignore: decorator
@inline
export function prefixXor(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

/** The bits one further, with the last one of the block before. */
// @ts-ignore: decorator
@inline
export function after(bits: u64, before: u64): u64 {
  return (bits << 1) | (before >> 63);
}
