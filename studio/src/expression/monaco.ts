// Order matters: Monaco reads its words when its first module is evaluated, so the Chinese words are set before.
import 'monaco-editor/nls/lang/zh-cn.js'
import * as monaco from 'monaco-editor/editor/editor.api.js'
import 'monaco-editor/features/bracketMatching/register.js'
import 'monaco-editor/features/clipboard/register.js'
import 'monaco-editor/features/find/register.js'
import 'monaco-editor/features/folding/register.js'
import 'monaco-editor/features/hover/register.js'
import 'monaco-editor/features/parameterHints/register.js'
import 'monaco-editor/features/placeholderText/register.js'
import 'monaco-editor/features/rename/register.js'
// 0.57: features/suggest registers only the inline kind; the list itself is this file.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js'
import 'monaco-editor/features/wordOperations/register.js'
import 'monaco-editor/languages/definitions/sql/register.js'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import type { Theme } from '../text/index.ts'
import { registerExpressionLanguage } from './expression-language.ts'

/** Monaco, self-hosted: the worker is a file of our own origin and nothing is asked of any other. */
globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() }

registerExpressionLanguage(monaco)

const shared = {
  paper: {
    base: 'vs',
    keyword: '7c3aed',
    number: '0f766e',
    string: '9a4b00',
    parameter: 'b45309',
    comment: '566275',
    ink: '#18212f',
  },
  ink: {
    base: 'vs-dark',
    keyword: 'b48cff',
    number: '2dd4bf',
    string: 'f0b27a',
    parameter: 'f5b14c',
    comment: '8b98ac',
    ink: '#e8edf4',
  },
} as const satisfies Record<Theme, unknown>

for (const [name, colours] of Object.entries(shared)) {
  monaco.editor.defineTheme(name, {
    base: colours.base,
    inherit: true,
    rules: [
      { token: 'keyword', foreground: colours.keyword },
      { token: 'predefined', foreground: colours.keyword },
      { token: 'number', foreground: colours.number },
      { token: 'string', foreground: colours.string },
      { token: 'parameter', foreground: colours.parameter, fontStyle: 'bold' },
      { token: 'comment', foreground: colours.comment },
      // Monaco's own colours for SQL are too pale to read.
      { token: 'string.sql', foreground: colours.string },
      { token: 'operator.sql', foreground: colours.ink.slice(1) },
      { token: 'predefined.sql', foreground: colours.keyword },
    ],
    colors: {
      'editor.background': '#00000000',
      'editor.foreground': colours.ink,
      'editorGutter.background': '#00000000',
      'editor.lineHighlightBackground': '#00000000',
      'editor.lineHighlightBorder': '#00000000',
      focusBorder: '#00000000',
    },
  })
}

export function useMonacoTheme(theme: Theme): void {
  monaco.editor.setTheme(theme)
}

export { monaco }
