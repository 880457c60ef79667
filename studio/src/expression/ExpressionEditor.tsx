import type { Problem } from '@jianmo/connectors/words'
import type { Scope } from '@jianmo/engine/expression'
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { usePreferences } from '../text/index.ts'
import { editorOptions } from './editor-options.ts'
import { bindField, warmUp } from './expression-language.ts'
import { monaco, useMonacoTheme } from './monaco.ts'
import { RenamingContext } from './renaming.ts'

export interface ExpressionEditorProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onLeave: () => void
  readonly scope: Scope
  readonly label: string
  readonly problems: readonly Problem[]
  readonly selection: readonly [number, number]
  readonly placeholder: string
}

/** Monaco in one line: completions from the columns at hand, marks where the engine finds a problem. */
export function ExpressionEditor(props: ExpressionEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor | null>(null)
  const latest = useRef(props)
  const { theme, language } = usePreferences()
  const languageNow = useRef(language)
  const renaming = useContext(RenamingContext)
  const renamingNow = useRef(renaming)
  const [refusal, setRefusal] = useState<string | null>(null)
  useLayoutEffect(() => {
    latest.current = props
    languageNow.current = language
    renamingNow.current = renaming
  })
  useMonacoTheme(theme)

  // Synchronous with the swap, so that a key pressed in that moment is not lost.
  useLayoutEffect(() => {
    const element = host.current
    if (element === null) return
    const { value, label, selection, placeholder } = latest.current
    const created = monaco.editor.create(element, {
      ...editorOptions,
      value,
      ariaLabel: label,
      placeholder,
      fontFamily: getComputedStyle(element).fontFamily,
    })
    editor.current = created
    const model = created.getModel()
    if (model === null) return
    const unbind = bindField(model.uri.toString(), () => ({
      scope: latest.current.scope,
      language: languageNow.current,
      renaming: renamingNow.current,
      explain: setRefusal,
    }))
    const fit = () => {
      element.style.height = `${Math.min(created.getContentHeight(), 230)}px`
      created.layout()
    }
    fit()
    const start = model.getPositionAt(selection[0])
    const end = model.getPositionAt(selection[1])
    created.setSelection(new monaco.Selection(start.lineNumber, start.column, end.lineNumber, end.column))
    created.focus()
    // Safari has no idle callback; a moment later is as good.
    const warming = setTimeout(() => warmUp({ scope: latest.current.scope }), 0)
    const listeners = [
      created.onDidContentSizeChange(fit),
      created.onDidChangeModelContent(() => {
        const text = model.getValue()
        const oneLine = text.replaceAll(/\r?\n/g, ' ')
        if (oneLine !== text) model.setValue(oneLine)
        latest.current.onChange(oneLine)
        setRefusal(null)
      }),
      created.onDidChangeCursorPosition(() => setRefusal(null)),
      created.onDidBlurEditorWidget(() => latest.current.onLeave()),
    ]
    // Enter takes a completion or a new name when one is asked for, and otherwise does nothing: an expression is one line.
    created.addCommand(monaco.KeyCode.Enter, () => undefined, '!suggestWidgetVisible && !renameInputVisible')
    return () => {
      clearTimeout(warming)
      unbind()
      for (const listener of listeners) listener.dispose()
      model.dispose()
      created.dispose()
      editor.current = null
    }
  }, [])

  const { value, problems } = props
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model || model.getValue() === value) return
    const selection = editor.current?.getSelection()
    model.setValue(value)
    if (selection) editor.current?.setSelection(selection)
  }, [value])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    monaco.editor.setModelMarkers(
      model,
      'jianmo',
      problems.map(({ text, span, severity }) => {
        const start = model.getPositionAt(span?.start ?? 0)
        const end = model.getPositionAt(Math.max(span?.end ?? value.length, (span?.start ?? 0) + 1))
        return {
          severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
          message: text[language],
          startLineNumber: start.lineNumber,
          startColumn: start.column,
          endLineNumber: end.lineNumber,
          endColumn: end.column,
        }
      }),
    )
  }, [problems, language, value])

  return (
    <>
      {refusal !== null && (
        <p className="expression-refusal" role="alert">
          {refusal}
        </p>
      )}
      <div ref={host} className="expression-editor" />
    </>
  )
}
