import type { SqlCount } from '@jianmo/engine/api'
import { Button } from 'antd'
import { formatCount, useText } from '../text/index.ts'

interface SqlCountCheckProps {
  readonly counted: SqlCount | undefined
  readonly counting: boolean
  /** The number on the canvas; null if there is none, or it is stale. */
  readonly onCanvas: number | null
  readonly onCount: () => void
}

/** Runs the text that is shown and holds its count against the number on the canvas. */
export function SqlCountCheck({ counted, counting, onCanvas, onCount }: SqlCountCheckProps) {
  const t = useText()
  return (
    <>
      <Button size="small" loading={counting} onClick={onCount}>
        {t({ zh: '执行并核对行数', en: 'Run it and check the count' })}
      </Button>
      {counted !== undefined && (
        <span
          className="sql-count"
          role="status"
          data-agrees={onCanvas === null ? undefined : counted.rows === onCanvas || false}
        >
          {t({
            zh: `这段 SQL 得 ${formatCount(counted.rows)} 行`,
            en: `This SQL gives ${formatCount(counted.rows)} rows`,
          })}
          {onCanvas === null
            ? t({ zh: '；画布上还没有可比的数', en: '; the canvas has no number to compare yet' })
            : counted.rows === onCanvas
              ? t({ zh: '，与画布上的数一致 ✓', en: ', as the canvas says ✓' })
              : t({
                  zh: `，画布上是 ${formatCount(onCanvas)} 行 ✗`,
                  en: `; the canvas says ${formatCount(onCanvas)} ✗`,
                })}
        </span>
      )}
    </>
  )
}
