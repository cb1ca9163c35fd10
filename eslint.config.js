import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import { layersRule } from './eslint/layers.js'

const sources = ['**/*.ts', '**/*.vue', '**/*.js', '**/*.mjs']
/** Only looks like TypeScript: its types are globals, its functions have decorators, its operators have other rules. */
const assembly = ['src-main/simd/assembly/**/*.ts']
const maxLines = ['error', { max: 300, skipBlankLines: true, skipComments: true }]

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'coverage/', 'test/golden/'] },
  ...tseslint.configs.strict.map((config) => ({ ...config, files: config.files ?? sources, ignores: assembly })),
  ...tseslint.configs.stylistic.map((config) => ({ ...config, files: config.files ?? sources, ignores: assembly })),
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: globals.browser },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off', // optional props are typed as such
      'vue/require-typed-ref': 'error',
    },
  },
  {
    files: assembly,
    languageOptions: { parser: tseslint.parser, parserOptions: { allowInvalidAST: true } },
    plugins: { local: { rules: { layers: layersRule } } },
    rules: { 'local/layers': 'error', 'max-lines': maxLines },
  },
  {
    files: sources,
    ignores: assembly,
    plugins: { local: { rules: { layers: layersRule } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'local/layers': 'error',
      'max-lines': maxLines,
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-constant-condition': ['error', { checkLoops: 'none' }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A loop over pixels counts; which of its arrays it runs over is an accident.
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off', // records keyed by an id are plain data here
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    files: ['test/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  prettier,
)
