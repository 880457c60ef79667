import type { Language } from '@jianmo/connectors/words'
import { completions, functions, type Scope } from '@jianmo/engine/expression'
import type * as Monaco from 'monaco-editor/editor/editor.api.js'

export const expressionLanguage = 'jianmo-expression'

/** Scope and language of each open field, keyed by the address of its Monaco model. */
const fields = new Map<string, () => { readonly scope: Scope; readonly language: Language }>()

export function bindField(uri: string, read: () => { readonly scope: Scope; readonly language: Language }): () => void {
  fields.set(uri, read)
  return () => fields.delete(uri)
}

/** Colours and completions. What is right or wrong is the engine's to say (`analyze`), never the colouring's. */
export function registerExpressionLanguage(monaco: typeof Monaco): void {
  monaco.languages.register({ id: expressionLanguage })
  monaco.languages.setLanguageConfiguration(expressionLanguage, {
    brackets: [
      ['(', ')'],
      ['[', ']'],
    ],
    autoClosingPairs: [
      { open: '(', close: ')' },
      { open: '[', close: ']' },
      { open: "'", close: "'", notIn: ['string'] },
    ],
    wordPattern: /\$?[\p{L}_][\p{L}\p{N}_]*/u,
  })
  monaco.languages.setMonarchTokensProvider(expressionLanguage, {
    ignoreCase: true,
    unicode: true,
    keywords: ['and', 'or', 'not', 'is', 'null', 'in', 'between', 'like', 'true', 'false', 'date'],
    calls: functions.map(({ id }) => id),
    tokenizer: {
      root: [
        [/'(?:[^']|'')*'?/, 'string'],
        [/\$[\p{L}\p{N}_]*/u, 'parameter'],
        [/\[[^\]]*\]?/, 'identifier'],
        [
          /[\p{L}_][\p{L}\p{N}_]*/u,
          { cases: { '@keywords': 'keyword', '@calls': 'predefined', '@default': 'identifier' } },
        ],
        [/\d+(?:\.\d+)?/, 'number'],
        [/[-+*/=<>?!]+/, 'operator'],
      ],
    },
  })
  monaco.languages.registerCompletionItemProvider(expressionLanguage, {
    triggerCharacters: ['$', '[', '('],
    provideCompletionItems(model, position) {
      const field = fields.get(model.uri.toString())
      if (field === undefined) return { suggestions: [] }
      const { scope, language } = field()
      const text = model.getValue()
      const offset = model.getOffsetAt(position)
      const kinds = {
        column: monaco.languages.CompletionItemKind.Field,
        parameter: monaco.languages.CompletionItemKind.Variable,
        function: monaco.languages.CompletionItemKind.Function,
        keyword: monaco.languages.CompletionItemKind.Keyword,
      }
      return {
        suggestions: completions(text, offset, scope).map((item, index) => {
          const start = model.getPositionAt(item.replace.start)
          const end = model.getPositionAt(item.replace.end)
          return {
            label: { label: item.label, description: item.detail[language] },
            kind: kinds[item.kind],
            insertText: item.insert,
            filterText: `${item.insert} ${item.label} ${item.detail.zh}`,
            sortText: String(index).padStart(4, '0'),
            ...(item.help === null ? {} : { documentation: item.help[language] }),
            range: new monaco.Range(start.lineNumber, start.column, end.lineNumber, end.column),
          }
        }),
      }
    },
  })
}
