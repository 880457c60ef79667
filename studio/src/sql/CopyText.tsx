import { Button } from 'antd'
import { useState } from 'react'
import { useText } from '../text/index.ts'

/** Copies a text and says so for a moment. */
export function CopyText({ text }: { readonly text: string }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 1600)
  }
  return (
    <Button size="small" onClick={() => void copy()}>
      {copied ? t({ zh: '已复制', en: 'Copied' }) : t({ zh: '复制', en: 'Copy' })}
    </Button>
  )
}
