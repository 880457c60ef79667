import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { editsOfThisTab } from '../document/browser-tab.ts'
import { usePerson } from '../session/use-person.ts'
import { useText } from '../text/use-text.ts'
import { PreferenceButtons } from './PreferenceButtons.tsx'
import { postJson } from './post.ts'

/** Right end of a top bar: who and where, language, theme, sign out. The editor's own bar uses it, too. */
export function AccountButtons({ compact = false }: { readonly compact?: boolean }) {
  const t = useText()
  const person = usePerson()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const signOut = useMutation({
    mutationFn: async () => {
      await (await editsOfThisTab())?.forget(person.id)
      return postJson('/auth/sign-out', {})
    },
    onSettled: async () => {
      await navigate('/sign-in', { replace: true })
      queries.clear()
    },
  })

  return (
    <>
      {!compact && (
        <>
          <span className="who">{person.organization.name}</span>
          <span className="who-name">{person.name}</span>
        </>
      )}
      <span style={{ display: 'inline-flex', alignItems: 'center' }}>
        <PreferenceButtons />
        <button type="button" className="plain-button" onClick={() => signOut.mutate()} disabled={signOut.isPending}>
          {t({ zh: '退出', en: 'Sign out' })}
        </button>
      </span>
    </>
  )
}
