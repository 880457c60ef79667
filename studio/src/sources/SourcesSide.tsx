import { NavLink } from 'react-router'
import { hasRole, usePerson } from '../session/use-person.ts'
import { useText } from '../text/use-text.ts'

/** Sub-pages of 数据源. */
export function SourcesSide() {
  const t = useText()
  const person = usePerson()
  return (
    <nav className="side-group" aria-label={t({ zh: '数据', en: 'Data' })}>
      <h2>{t({ zh: '数据', en: 'Data' })}</h2>
      <NavLink className="side-item" to="/sources" end>
        {t({ zh: '数据源', en: 'Sources' })}
      </NavLink>
      <NavLink className="side-item" to="/sources/bindings">
        {t({ zh: '逻辑表绑定', en: 'Bindings' })}
      </NavLink>
      {hasRole(person, 'provincial-admin') && (
        <NavLink className="side-item" to="/sources/hosts">
          {t({ zh: '允许的地址', en: 'Allowed hosts' })}
        </NavLink>
      )}
    </nav>
  )
}
