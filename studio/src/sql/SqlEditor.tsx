import { useLayoutEffect, useRef } from 'react'
import { monaco, useMonacoTheme } from '../expression/monaco.ts'
import { usePreferences } from '../text/index.ts'

/** Read-only SQL with colours, folding and find. */
export function SqlEditor({ text, label }: { readonly text: string; readonly label: string }) {
  const host = useRef<HTMLDivElement>(null)
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
    return () => {
      editor.getModel()?.dispose()
      editor.dispose()
    }
  }, [text, label])
  return <div ref={host} className="sql-editor" />
}
