import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { monaco, useMonacoTheme } from '../expression/monaco.ts'
import { usePreferences } from '../text/index.ts'

/** Lines of a text, from 1. */
export interface LineRange {
  readonly from: number
  readonly to: number
}

interface SqlEditorProps {
  readonly text: string
  readonly label: string
  /** Lines to show as one part, e.g. those of the node under the pointer. */
  readonly highlighted?: readonly LineRange[]
}

const nothing: readonly LineRange[] = []

/** Read-only SQL with colours, folding and find. */
export function SqlEditor({ text, label, highlighted = nothing }: SqlEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<monaco.editor.IStandaloneCodeEditor | null>(null)
  const { theme } = usePreferences()
  useMonacoTheme(theme)
  useLayoutEffect(() => {
    const element = host.current
    if (element === null) return
    const editor = monaco.editor.create(element, {
      value: text,
      language: 'sql',
      ariaLabel: label,
      readOnly: true,
      domReadOnly: true,
      minimap: { enabled: false },
      wordWrap: 'on',
      fontSize: 12,
      lineHeight: 19,
      fontFamily: getComputedStyle(element).fontFamily,
      lineNumbersMinChars: 3,
      renderLineHighlight: 'none',
      scrollBeyondLastLine: false,
      automaticLayout: true,
      contextmenu: false,
      overviewRulerLanes: 0,
      unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
    })
    setShown(editor)
    return () => {
      setShown(null)
      editor.getModel()?.dispose()
      editor.dispose()
    }
  }, [text, label])
  useEffect(() => {
    const [first] = highlighted
    if (shown === null || first === undefined) return
    const marks = shown.createDecorationsCollection(
      highlighted.map(({ from, to }) => ({
        range: new monaco.Range(from, 1, to, 1),
        options: { isWholeLine: true, className: 'sql-part', linesDecorationsClassName: 'sql-part-edge' },
      })),
    )
    shown.revealLinesInCenterIfOutsideViewport(first.from, first.to)
    return () => marks.clear()
  }, [shown, highlighted])
  return <div ref={host} className="sql-editor" />
}
