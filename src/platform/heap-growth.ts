import { setFlagsFromString } from 'node:v8';

/** The old generation of the heap may double before its garbage is collected. */
export const HEAP_GROWTH = '--heap-growing-percent=100';

/**
 * Keeps the memory of a server level. Where a machine has much memory, V8 lets the old generation grow fourfold: a hub whose
 * own state takes 50 MB would then swing between 150 and 350 MB, and who runs it could not tell that from a leak. What
 * collecting it earlier costs was not measurable (see bench/README.md).
 */
export function limitHeapGrowth(): void {
  setFlagsFromString(HEAP_GROWTH);
}
