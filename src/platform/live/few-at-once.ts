/**
 * Runs at most so many tasks at a time, in the order in which they came. Many subscribers of one event would otherwise
 * take the whole pool of connections from those who ask.
 */
export function fewAtOnce(most: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => queue.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place goes on to the next, so that nobody can slip in between.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
