import { Suspense } from 'react'
import { NavLink, Outlet } from 'react-router'
import { usePerson } from '../session/use-person.ts'
import { useText } from '../text/use-text.ts'
import { BrandMark } from '../ui/BrandMark.tsx'
import { LoadingState } from '../ui/states.tsx'
import { AccountButtons } from './AccountButtons.tsx'
import { pagesOf } from './navigation.ts'

/** The frame of every page but the editor and the doors. */
export function Shell() {
  const t = useText()
  const person = usePerson()
  return (
    <div className="shell">
      <header className="top-bar">
        <a className="skip-link" href="#main">
          {t({ zh: '跳到正文', en: 'Skip to content' })}
        </a>
        <BrandMark />
        <nav aria-label={t({ zh: '主导航', en: 'Main' })}>
          {pagesOf(person).map((page) => (
            <NavLink key={page.path} to={page.path}>
              {t(page.label)}
            </NavLink>
          ))}
        </nav>
        <span className="space" />
        <AccountButtons />
      </header>
      <Suspense fallback={<LoadingState rows={8} />}>
        <Outlet />
      </Suspense>
    </div>
  )
}
