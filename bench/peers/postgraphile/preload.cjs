// In production mode it does not check itself at every request.
globalThis.process.env.GRAPHILE_ENV ??= 'production';

// PostGraphile 5 needs Node 22 for this alone; the bench runs on Node 20 as well.
Promise.withResolvers ??= function () {
  let resolve;
  let reject;
  const promise = new this((...functions) => ([resolve, reject] = functions));
  return { promise, resolve, reject };
};
