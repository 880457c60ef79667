import { Button } from 'antd'
import { useState } from 'react'
import { useText } from '../text/use-text.ts'

/** Copies and says so; where the browser does not allow it (plain http), it says that, too. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useText()
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      setState('refused')
    }
  }
  return (
    <span className="copy-button">
      <Button size="small" onClick={() => void copy()}>
        {label}
      </Button>
      <span role="status">
        {state === 'copied' && t({ zh: '✓ 已复制', en: '✓ copied' })}
        {state === 'refused' && t({ zh: '浏览器不允许，请手工选择复制', en: 'Not allowed here: select and copy it' })}
      </span>
    </span>
  )
}
