import { Link } from 'react-router'
import { useText } from '../text/use-text.ts'

/** 检: the way back to the list of models from everywhere. */
export function BrandMark() {
  const t = useText()
  return (
    <Link
      to="/models"
      className="brand"
      aria-label={t({ zh: '检模工坊，回到模型列表', en: 'Jianmo Studio, back to the models' })}
    >
      <span className="brand-mark" aria-hidden="true">
        检
      </span>
    </Link>
  )
}
