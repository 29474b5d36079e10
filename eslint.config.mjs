import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** The institutions' houses. A new subgraph needs its name here, and the law holds for it too. */
const SUBGRAPHS = ['core', 'city', 'jobcenter', 'employment-agency', 'caritas'];

const TESTS = ['**/*.spec.ts', '**/*.fixture.ts', 'test/**/*.ts'];
const NEEDS_A_DATABASE = ['**/test/kit/{database,demonstration,hub}', '**/test/operations/**', '**/start-hub'];

/** From the inside out: what stands later may import what stands earlier, never the other way round. */
const LAYERS = ['platform', 'access', 'records', 'subgraphs', 'import', 'hub', 'cli'];

const importLaw = [
  ...LAYERS.map((layer, index) => ({
    target: `./src/${layer}`,
    from: LAYERS.slice(index + 1).map((outer) => `./src/${outer}`),
    message: `src/${layer} stands further inside. Turn the dependency round, or pass the value in.`,
  })).filter(({ from }) => from.length > 0),
  ...SUBGRAPHS.map((name) => ({
    target: `./src/subgraphs/${name}`,
    from: './src/subgraphs',
    except: [`./${name}`, './subgraph.ts', './feature.ts'],
    message: 'Subgraphs never import one another: they meet in Person by id, so that each can run alone.',
  })),
];

/** The vocabulary is nothing but words, and callers and configuration are described in them. */
const platformZone = importLaw[0];
platformZone.from = platformZone.from.filter((from) => from !== './src/access');
importLaw.push({
  target: './src/platform',
  from: './src/access',
  except: ['./vocabulary.ts'],
  message: 'src/platform knows the vocabulary, and nothing else of src/access.',
});

/** Where SQL is written. Everybody else goes through these, so that there are few places to watch. */
const SPEAKS_SQL = [
  'src/**/*.store.ts',
  'src/**/*.sql.ts',
  'src/subgraphs/*/*/find-*.ts',
  'src/records/**',
  'src/access/**',
  'src/import/**',
  'src/platform/postgres/**',
  'src/platform/embedded-postgres/**',
  'src/platform/app-role.ts',
  'src/hub/migrate*.ts',
  // Asks PostgreSQL how it is, not about persons.
  'src/hub/readiness.ts',
];

const SQL_MESSAGE = 'Only stores, finders, records, access, import and platform/postgres speak SQL.';
const SQL = '/^\\s*(select\\s.+\\sfrom\\s|insert\\s+into\\s|update\\s.+\\sset\\s|delete\\s+from\\s)/is';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.geleit*/', 'coverage/', 'data/', '**/generated/**'] },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { module: 'readonly', process: 'readonly', console: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Ids, numbers and nulls are joined to keys and SQL on purpose; objects are not.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/platform/config reads the environment.' },
      ],
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: importLaw }],
      'import-x/no-cycle': ['error', { maxDepth: 5, ignoreExternal: true }],
      'import-x/no-extraneous-dependencies': ['error', { devDependencies: TESTS.concat('scripts/**', 'bench/**') }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [...SPEAKS_SQL, ...TESTS],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: ['pg', 'pg-copy-streams'].map((name) => ({ name, message: SQL_MESSAGE })) },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: `Literal[value=${SQL}]`, message: SQL_MESSAGE },
        { selector: `TemplateElement[value.raw=${SQL}]`, message: SQL_MESSAGE },
      ],
    },
  },
  {
    files: TESTS,
    rules: {
      // `expect(object.method)` is how Jest looks at a function.
      '@typescript-eslint/unbound-method': 'off',
      // A cast tells the reader of a test what an example stands for.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // A test may be wider than the law: it looks at parts from outside.
      'import-x/no-restricted-paths': 'off',
    },
  },
  {
    files: ['src/**/*.spec.ts', 'src/**/*.fixture.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: NEEDS_A_DATABASE, message: 'Specs beside the code are pure. This one belongs in test/.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/platform/config/**', 'test/kit/environment.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Command lines talk to people.
    files: ['src/main.ts', 'src/cli/**', 'scripts/**', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
);
