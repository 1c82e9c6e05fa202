import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const browserGlobals = Object.fromEntries(
  [
    'window',
    'document',
    'fetch',
    'FormData',
    'EventSource',
    'URL',
    'URLSearchParams',
    'Blob',
    'AbortController',
    'setTimeout',
    'clearTimeout',
    'requestAnimationFrame',
    'ResizeObserver',
    'matchMedia',
    'location',
    'history',
    'console',
    'structuredClone',
    'XMLHttpRequest',
    'localStorage',
  ].map((name) => [name, 'readonly']),
);
const nodeGlobals = Object.fromEntries(
  [
    'process',
    'URL',
    'console',
    'setTimeout',
    'setInterval',
    'clearInterval',
    'performance',
    'TextEncoder',
    'TextDecoder',
    'Buffer',
    'fetch',
    'AbortController',
  ].map((name) => [name, 'readonly']),
);

export default tseslint.config(
  { ignores: ['src/kernels/assembly', 'dist', 'node_modules', 'coverage', 'data', 'examples/dashboard/data', 'bench/.data'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' }],
    },
  },
  { files: ['*.config.ts', 'test/build-once.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['examples/dashboard/public/**/*.js'], languageOptions: { globals: browserGlobals } },
  {
    files: ['examples/dashboard/*.js', '.ci/*.mjs', 'bench/**/*.mjs', 'test/**/*.mjs', '*.js'],
    languageOptions: { globals: nodeGlobals },
  },
);
