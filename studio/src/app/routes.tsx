import type { ComponentType } from 'react'
import { createBrowserRouter, Navigate } from 'react-router'
import { SignedIn } from '../session/SignedIn.tsx'
import { SignInPage } from '../session/SignInPage.tsx'
import { usePerson } from '../session/use-person.ts'
import { homeOf } from './navigation.ts'
import { PageError } from './PageError.tsx'
import { Shell } from './Shell.tsx'

function Home() {
  return <Navigate to={homeOf(usePerson())} replace />
}

type EditorModule = { readonly EditorPage: ComponentType }

/** A glob, so that the studio starts while the editor is still being built. */
function loadEditor(): Promise<EditorModule> {
  const load = import.meta.glob<EditorModule>('../editor/EditorPage.tsx')['../editor/EditorPage.tsx']
  if (load === undefined) throw new Error('editor/EditorPage.tsx is missing')
  return load()
}

/** One line a page; every page is a chunk of its own, and the editor (canvas, Monaco) is never in the first one. */
export const router = createBrowserRouter([
  { path: '/sign-in', element: <SignInPage />, errorElement: <PageError /> },
  {
    element: <SignedIn />,
    errorElement: <PageError />,
    children: [
      {
        element: <Shell />,
        children: [
          { index: true, element: <Home /> },
          { path: '*', element: <PageError missing /> },
        ],
      },
      // The canvas takes the whole window and brings its own bar.
      { path: 'models/:modelId', lazy: async () => ({ Component: (await loadEditor()).EditorPage }) },
    ],
  },
])
