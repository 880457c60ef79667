import type { GraphDocument, Parameter } from '@jianmo/engine/graph'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { addParameter, isFreeParameter, useDispatch } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { Choice } from '../ui/index.ts'

const starts = { integer: 0, decimal: 0, text: '', boolean: false, date: '2026-01-01' } as const satisfies Record<
  Parameter['type'],
  Parameter['value']
>
const types = Object.keys(starts) as Parameter['type'][]

/** A new parameter: what it is called in words and in expressions, and its type. Its value is chosen above, like the others. */
export function AddParameter({ document }: { readonly document: GraphDocument }) {
  const t = useText()
  const dispatch = useDispatch()
  const [label, setLabel] = useState('')
  const [name, setName] = useState('')
  const [type, setType] = useState<Parameter['type']>('integer')
  const isFree = isFreeParameter(document, name)
  const names: Readonly<Record<Parameter['type'], string>> = {
    integer: t({ zh: '整数', en: 'Integer' }),
    decimal: t({ zh: '小数', en: 'Decimal' }),
    text: t({ zh: '文本', en: 'Text' }),
    boolean: t({ zh: '是/否', en: 'Yes/no' }),
    date: t({ zh: '日期', en: 'Date' }),
  }
  function add(): void {
    if (!isFree || label.trim() === '') return
    const words = { zh: label.trim(), en: label.trim() }
    dispatch(addParameter({ name, label: words, type, value: starts[type] }))
    setLabel('')
    setName('')
  }
  return (
    <form
      className="parameter"
      aria-label={t({ zh: '添加参数', en: 'Add a parameter' })}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <div className="field-label">
        <span>{t({ zh: '添加参数', en: 'Add a parameter' })}</span>
      </div>
      <Input
        aria-label={t({ zh: '参数名称', en: 'Parameter label' })}
        placeholder={t({ zh: '名称，如：期限天数', en: 'Label, e.g. days allowed' })}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
      />
      <Input
        aria-label={t({ zh: '表达式里的名字', en: 'Name in expressions' })}
        prefix="$"
        placeholder="limit_days"
        value={name}
        status={name !== '' && !isFree ? 'error' : ''}
        onChange={(event) => setName(event.target.value)}
      />
      <Choice
        label={t({ zh: '参数类型', en: 'Parameter type' })}
        value={type}
        options={types.map((value) => ({ value, label: names[value] }))}
        onChange={(next) => setType(next ?? 'integer')}
      />
      {name !== '' && !isFree && (
        <p className="field-help" role="alert">
          {t({
            zh: '名字以小写英文字母开头，只用小写字母、数字和下划线，且不能与已有参数重复。',
            en: 'Begin with a lower-case letter; use lower-case letters, digits and "_"; do not repeat a name.',
          })}
        </p>
      )}
      <Button htmlType="submit" disabled={!isFree || label.trim() === ''}>
        {t({ zh: '添加', en: 'Add' })}
      </Button>
    </form>
  )
}
