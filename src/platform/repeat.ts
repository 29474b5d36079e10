/**
 * Does background work again and again; the first time after one interval. A failure is told and the work tried again: what
 * is done late is better than a process that ends. Never keeps the process alive by itself.
 * @param everyMs from one start to the next, in milliseconds; a turn does not wait for the one before
 * @returns a function that stops it; a turn that has begun goes on
 */
export function repeat(everyMs: number, work: () => Promise<unknown>, onFailure: (error: unknown) => void): () => void {
  const timer = setInterval(() => void work().catch(onFailure), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
