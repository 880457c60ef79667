import type { Language, Text } from '@jianmo/connectors/words'
import { analyze, completions, hoverAt, type Scope, showTokens, signatureAt } from '@jianmo/engine/expression'
import type * as Monaco from 'monaco-editor/editor/editor.api.js'
import { pinyin } from 'pinyin-pro'
import type { Renaming } from './renaming.ts'

export const expressionLanguage = 'jianmo-expression'

/** What an open field knows. */
export interface OpenField {
  readonly scope: Scope
  readonly language: Language
  readonly renaming: Renaming | null
  /** Says at the field why a name was refused; null takes the words away. */
  readonly explain: (reason: string | null) => void
}

/** New names that were refused, by the address of the model: the box opens again with what was typed. */
const refused = new Map<string, string>()

/** Each open field, keyed by the address of its Monaco model. */
const fields = new Map<string, () => OpenField>()

export function bindField(uri: string, read: () => OpenField): () => void {
  fields.set(uri, read)
  return () => {
    fields.delete(uri)
    refused.delete(uri)
  }
}

/** The engine's kinds of tokens as Monaco's themes call them. */
const colours = {
  column: 'identifier',
  parameter: 'parameter',
  function: 'predefined',
  keyword: 'keyword',
  operator: 'operator',
  punctuation: 'delimiter',
  number: 'number',
  text: 'string',
  unknown: 'invalid',
} as const

/** Everything that is shown comes from the engine, on every key: colours, completion, help. Nothing is said twice here. */
export function registerExpressionLanguage(monaco: typeof Monaco): void {
  monaco.languages.register({ id: expressionLanguage })
  monaco.languages.setLanguageConfiguration(expressionLanguage, {
    brackets: [
      ['(', ')'],
      ['[', ']'],
      ['{', '}'],
    ],
    autoClosingPairs: [
      { open: '(', close: ')' },
      { open: '[', close: ']' },
      { open: '{', close: '}' },
      { open: "'", close: "'", notIn: ['string'] },
    ],
    wordPattern: /\$?[\p{L}_][\p{L}\p{N}_]*/u,
  })
  const state: Monaco.languages.IState = { clone: () => state, equals: () => true }
  monaco.languages.setTokensProvider(expressionLanguage, {
    getInitialState: () => state,
    tokenize: (line) => ({
      tokens: showTokens(line).flatMap(({ kind, start, end }) => [
        { startIndex: start, scopes: colours[kind] },
        { startIndex: end, scopes: '' },
      ]),
      endState: state,
    }),
  })
  monaco.languages.registerCompletionItemProvider(expressionLanguage, {
    triggerCharacters: ['$', '[', '(', ' ', ','],
    provideCompletionItems: (model, position) => ({ suggestions: suggest(monaco, model, position) }),
  })
  monaco.languages.registerHoverProvider(expressionLanguage, {
    provideHover(model, position) {
      const field = fields.get(model.uri.toString())?.()
      const found = field && hoverAt(model.getValue(), model.getOffsetAt(position), field.scope)
      if (!found) return null
      const [first = '', ...lines] = found.lines.map((line) => plain(line[field.language]))
      const contents = [
        { value: `\`\`\`\n${found.title}\n\`\`\`` },
        { value: [`**${first}**`, ...lines].join('\n\n') },
        ...(found.function === undefined ? [] : [{ value: linkToHelp(found.function, field.language) }]),
      ]
      return { range: rangeOf(monaco, model, found), contents }
    },
  })
  monaco.languages.registerSignatureHelpProvider(expressionLanguage, {
    signatureHelpTriggerCharacters: ['(', ','],
    signatureHelpRetriggerCharacters: [')'],
    provideSignatureHelp(model, position) {
      const field = fields.get(model.uri.toString())?.()
      const found = signatureAt(model.getValue(), model.getOffsetAt(position))
      if (!field || !found) return null
      const { language } = field
      const value = {
        activeSignature: found.activeSignature,
        activeParameter: found.activeParameter,
        signatures: found.signatures.map(({ label, parameters }) => ({
          label,
          documentation: `${found.function.label[language]}。${found.function.help[language]}`,
          parameters: parameters.map(({ start, end, words }) => ({
            label: [start, end] as [number, number],
            documentation: words[language],
          })),
        })),
      }
      return { value, dispose: () => undefined }
    },
  })
  monaco.languages.registerRenameProvider(expressionLanguage, {
    resolveRenameLocation(model, position) {
      const nowhere = new monaco.Range(1, 1, 1, 1)
      const uri = model.uri.toString()
      const typed = refused.get(uri)
      refused.delete(uri)
      const found = referenceAt(model, position)
      if (!found) {
        const rejectReason = wordsAt(model, nothingHere)
        fields.get(uri)?.().explain(rejectReason)
        return { range: nowhere, text: '', rejectReason }
      }
      const { reference, field } = found
      const range = rangeOf(monaco, model, reference)
      const rejectReason =
        field.renaming === null ? wordsAt(model, notHere) : field.renaming.refuse(reference.kind, reference.name)
      if (typed === undefined) field.explain(rejectReason)
      return { range, text: typed ?? reference.name, ...(rejectReason === null ? {} : { rejectReason }) }
    },
    provideRenameEdits(model, position, next) {
      const found = referenceAt(model, position)
      const { reference, field } = found ?? {}
      if (!reference || !field?.renaming) return { edits: [], rejectReason: wordsAt(model, nothingHere) }
      const wanted = reference.kind === 'parameter' ? next.replace(/^\$/, '') : next
      const rejectReason = field.renaming.rename(reference.kind, reference.name, wanted)
      field.explain(rejectReason)
      if (rejectReason !== null) {
        // Monaco tells a refusal to its log and closes the box. Opened again once it is done, it holds what was typed.
        refused.set(model.uri.toString(), next)
        const editor = monaco.editor.getEditors().find((open) => open.getModel() === model)
        setTimeout(() => editor?.trigger('rename', 'editor.action.rename', {}), 0)
      }
      // The document changes as a whole; this field shows its new text like all the others.
      return { edits: [], ...(rejectReason === null ? {} : { rejectReason }) }
    },
  })
}

type Model = Monaco.editor.ITextModel

const allFunctions: Text = { zh: '全部函数', en: 'All functions' }
const nothingHere: Text = { zh: '这里没有可以改名的列或参数。', en: 'There is no column or parameter here to rename.' }
const notHere: Text = { zh: '这里不能改名。', en: 'Nothing can be renamed here.' }
const wordsAt = (model: Model, words: Text) => words[fields.get(model.uri.toString())?.().language ?? 'zh']

interface Place {
  readonly start: number
  readonly end: number
}

function rangeOf(monaco: typeof Monaco, model: Model, { start, end }: Place): Monaco.Range {
  const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)]
  return new monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column)
}

/** Monaco opens only whole addresses, and does so in a new tab: what is being edited stays. */
function linkToHelp(id: string, language: Language): string {
  return `[${allFunctions[language]}](${location.origin}/help/functions#${id})`
}

/** Words of a label are no Markdown. */
const plain = (text: string) => text.replace(/[\\`*_{}[\]()#+\-!|<>]/g, '\\$&')

function referenceAt(model: Model, position: Monaco.IPosition) {
  const field = fields.get(model.uri.toString())?.()
  if (!field) return null
  const offset = model.getOffsetAt(position)
  const { references } = analyze(model.getValue(), field.scope)
  const reference = references.find(({ start, end }) => start <= offset && offset <= end)
  return reference ? { reference, field } : null
}

const initials = new Map<string, string>()

/** `zjhm` finds 证件号码: a label's first letters, kept because completion asks on every key. */
function initialsOf(label: string): string {
  const known = initials.get(label)
  if (known !== undefined) return known
  const found = pinyin(label, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
  initials.set(label, found)
  return found
}

/** Does once what the first key would otherwise wait for: first letters of labels, and code that has never run. */
export function warmUp({ scope }: Pick<OpenField, 'scope'>): void {
  for (const { label } of [...scope.columns, ...scope.parameters]) if (label) initialsOf(label.zh)
  // The first letters of what stands behind each entry are looked up with it.
  for (const { detail } of completions('', 0, { ...scope, spell: initialsOf })) initialsOf(detail.zh)
  analyze('a = 1', scope)
}

function suggest(monaco: typeof Monaco, model: Model, position: Monaco.IPosition): Monaco.languages.CompletionItem[] {
  const field = fields.get(model.uri.toString())?.()
  if (!field) return []
  const { Field, Variable, Function: Call, Keyword, Value } = monaco.languages.CompletionItemKind
  const kinds = { column: Field, parameter: Variable, function: Call, keyword: Keyword, value: Value }
  const scope = { ...field.scope, spell: initialsOf }
  return completions(model.getValue(), model.getOffsetAt(position), scope).map((item, index) => ({
    label: { label: item.label, description: item.detail[field.language] },
    kind: kinds[item.kind],
    insertText: item.insert,
    filterText: `${item.insert} ${item.label} ${item.detail.zh} ${initialsOf(item.detail.zh)}`,
    sortText: String(index).padStart(4, '0'),
    ...(item.kind === 'function' ? { command: { id: 'editor.action.triggerParameterHints', title: '' } } : {}),
    ...(item.help === null ? {} : { documentation: item.help[field.language] }),
    range: rangeOf(monaco, model, item.replace),
  }))
}
