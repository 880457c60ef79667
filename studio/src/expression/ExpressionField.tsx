import type { Problem } from '@jianmo/connectors/words'
import type { Scope } from '@jianmo/engine/expression'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ExpressionEditorProps } from './ExpressionEditor.tsx'

export interface ExpressionFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSettle: () => void
  readonly scope: Scope
  readonly label: string
  readonly problems: readonly Problem[]
  /** Where a node's config holds it, e.g. `columns.0.expression`: what points to a mistake finds the field by it. */
  readonly path?: string
  readonly readOnly?: boolean
  readonly placeholder?: string
}

type Editor = ComponentType<ExpressionEditorProps>
let loaded: Editor | null = null

async function loadEditor(): Promise<Editor> {
  loaded ??= (await import('./ExpressionEditor.tsx')).ExpressionEditor
  return loaded
}

/** While somebody looks at the field there is time to fetch Monaco and to run it once, so that the first key finds it ready. */
async function prepareEditor(): Promise<void> {
  await loadEditor()
  const { warmEditor } = await import('./warm-editor.ts')
  warmEditor()
}

/** Safari has no idle callback; a moment later is as good. */
function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(act, 300)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(act)
  return () => cancelIdleCallback(handle)
}

/** An expression in one line. It is a plain text area until it is entered: a panel may hold dozens of them, and Monaco
 * is only worth its weight where somebody types. Typing works from the first key, loaded or not. */
export function ExpressionField({
  value,
  onChange,
  onSettle,
  scope,
  label,
  problems,
  path,
  readOnly = false,
  placeholder = '',
}: ExpressionFieldProps) {
  const [Editor, setEditor] = useState<Editor | null>(null)
  const [selection, setSelection] = useState<readonly [number, number]>([0, 0])
  const area = useRef<HTMLTextAreaElement>(null)
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  useEffect(() => {
    if (readOnly) return
    // Without Monaco (a chunk that did not arrive) the text area does.
    return whenIdle(() => void prepareEditor().catch(() => undefined))
  }, [readOnly])
  useEffect(() => {
    const element = area.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 2}px`
  })

  async function onFocus(): Promise<void> {
    if (readOnly) return
    try {
      const found = await loadEditor()
      const element = area.current
      // The pointer may have left while it loaded; an input method that composes must not lose its field.
      if (!mounted.current || element === null || document.activeElement !== element || composing.current) return
      // At once: a key between reading the caret and showing Monaco would be put in the wrong place.
      flushSync(() => {
        setSelection([element.selectionStart, element.selectionEnd])
        setEditor(() => found)
      })
    } catch {
      // Without Monaco (a chunk that did not arrive) the text area stays: everything but colours and completions works.
    }
  }

  const composing = useRef(false)
  const failing = problems.some(({ severity }) => severity === 'error')
  if (Editor !== null) {
    return (
      <div className="expression-field" data-failing={failing || undefined} data-path={path} data-open>
        <Editor
          value={value}
          onChange={onChange}
          scope={scope}
          label={label}
          problems={problems}
          selection={selection}
          placeholder={placeholder}
          onLeave={() => {
            setEditor(null)
            onSettle()
          }}
        />
      </div>
    )
  }
  return (
    <div className="expression-field" data-failing={failing || undefined} data-path={path}>
      <textarea
        ref={area}
        rows={1}
        value={value}
        aria-label={label}
        aria-invalid={failing}
        placeholder={placeholder}
        readOnly={readOnly}
        spellCheck={false}
        onFocus={() => void onFocus()}
        onBlur={onSettle}
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={() => {
          composing.current = false
        }}
        onChange={(event) => onChange(event.target.value.replaceAll('\n', ' '))}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.preventDefault()
        }}
      />
    </div>
  )
}
