import { useEffect, useRef, useState } from 'react'
import { useText } from '../text/use-text.ts'

/** Code with a button that copies it. Without a clipboard (plain http) the code is selected instead, ready for Ctrl+C. */
export function CopyableCode({ code }: { readonly code: string }) {
  const t = useText()
  const shown = useRef<HTMLElement>(null)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(code)
      setCopied(true)
    } catch {
      if (shown.current) getSelection()?.selectAllChildren(shown.current)
    }
  }

  return (
    <span className="copyable">
      <code ref={shown}>{code}</code>
      <button
        type="button"
        className="copy-button"
        onClick={() => void copy()}
        aria-label={t({ zh: `复制 ${code}`, en: `Copy ${code}` })}
      >
        {copied ? t({ zh: '已复制', en: 'Copied' }) : t({ zh: '复制', en: 'Copy' })}
      </button>
      <span className="visually-hidden" role="status">
        {copied && t({ zh: '已复制', en: 'Copied' })}
      </span>
    </span>
  )
}
