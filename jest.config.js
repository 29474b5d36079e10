/** Packages that are published as ES modules only; Jest runs CommonJS, so they are translated like our own files. */
const ESM_ONLY = ['jose', 'cdigit'];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{src,test,scripts,bench}/**/*.spec.ts'],
  // The two searches for faults run as long as they are told to: `npm run fuzz`, `npm run model`.
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env.GELEIT_TEST_MINUTES ? [] : ['<rootDir>/test/(fuzz|model)/']),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.geleit'],
  // Reads .swcrc, so that tests run exactly what the build produces.
  transform: { '\\.[jt]s$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')})/)`],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/kit/global-setup.ts',
  globalTeardown: '<rootDir>/test/kit/global-teardown.ts',
  // Each worker has databases of its own on one PostgreSQL; more workers than this only wait for it on small machines.
  maxWorkers: 2,
  // A first statement of its shape is planned for some 50 ms; a loaded machine needs more than Jest's five seconds.
  testTimeout: 30_000,
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/**/*.fixture.ts'],
};
