import { createBrowserRouter, Navigate } from 'react-router'
import { SignedIn } from '../session/SignedIn.tsx'
import { SignInPage } from '../session/SignInPage.tsx'
import { usePerson } from '../session/use-person.ts'
import { LoadingState } from '../ui/states.tsx'
import { homeOf } from './navigation.ts'
import { PageError } from './PageError.tsx'
import { Shell } from './Shell.tsx'

function Home() {
  return <Navigate to={homeOf(usePerson())} replace />
}

/** One line a page; every page is a chunk of its own, and the editor (canvas, Monaco) is never in the first one. */
export const router = createBrowserRouter([
  {
    path: '/setup',
    lazy: async () => ({ Component: (await import('../setup/SetupPage.tsx')).SetupPage }),
    errorElement: <PageError />,
    hydrateFallbackElement: <LoadingState rows={6} />,
  },
  {
    path: '/sign-in',
    element: <SignInPage />,
    errorElement: <PageError />,
    hydrateFallbackElement: <LoadingState rows={6} />,
  },
  {
    element: <SignedIn />,
    errorElement: <PageError />,
    // Shown while the first page's chunk comes.
    hydrateFallbackElement: <LoadingState rows={8} />,
    children: [
      {
        element: <Shell />,
        children: [
          { index: true, element: <Home /> },
          { path: 'admin', lazy: async () => ({ Component: (await import('../admin/AdminPage.tsx')).AdminPage }) },
          { path: 'models', lazy: async () => ({ Component: (await import('../models/ModelsPage.tsx')).ModelsPage }) },
          {
            path: 'models/:modelId/bind',
            lazy: async () => ({ Component: (await import('../bindings/BindPage.tsx')).BindPage }),
          },
          { path: 'runs', lazy: async () => ({ Component: (await import('../runs/RunsPage.tsx')).RunsPage }) },
          { path: 'runs/:runId', lazy: async () => ({ Component: (await import('../runs/RunPage.tsx')).RunPage }) },
          {
            path: 'runs/:runId/leads/:rowId',
            lazy: async () => ({ Component: (await import('../leads/TrialLeadPage.tsx')).TrialLeadPage }),
          },
          { path: 'leads', lazy: async () => ({ Component: (await import('../leads/LeadsPage.tsx')).LeadsPage }) },
          {
            path: 'leads/:leadId',
            lazy: async () => ({ Component: (await import('../leads/LeadPage.tsx')).LeadPage }),
          },
          {
            path: 'market',
            lazy: async () => ({ Component: (await import('../marketplace/MarketPage.tsx')).MarketPage }),
          },
          {
            path: 'market/:listingId',
            lazy: async () => ({ Component: (await import('../marketplace/ListingPage.tsx')).ListingPage }),
          },
          { path: 'review', lazy: async () => ({ Component: (await import('../review/ReviewPage.tsx')).ReviewPage }) },
          {
            path: 'review/:submissionId',
            lazy: async () => ({ Component: (await import('../review/SubmissionPage.tsx')).SubmissionPage }),
          },
          {
            path: 'sources',
            lazy: async () => ({ Component: (await import('../sources/SourcesPage.tsx')).SourcesPage }),
          },
          {
            path: 'sources/hosts',
            lazy: async () => ({ Component: (await import('../sources/HostsPage.tsx')).HostsPage }),
          },
          {
            path: 'sources/bindings',
            lazy: async () => ({ Component: (await import('../bindings/BindingsPage.tsx')).BindingsPage }),
          },
          {
            path: 'sources/new',
            lazy: async () => ({ Component: (await import('../sources/NewSourcePage.tsx')).NewSourcePage }),
          },
          {
            path: 'sources/:sourceId/settings',
            lazy: async () => ({ Component: (await import('../sources/SourceSettingsPage.tsx')).SourceSettingsPage }),
          },
          {
            path: 'sources/:sourceId/import',
            lazy: async () => ({ Component: (await import('../sources/ImportPage.tsx')).ImportPage }),
          },
          {
            path: 'sources/:sourceId/tables/:table',
            lazy: async () => ({ Component: (await import('../sources/TablePage.tsx')).TablePage }),
          },
          {
            path: 'sources/:sourceId',
            lazy: async () => ({ Component: (await import('../sources/SourcePage.tsx')).SourcePage }),
          },
          {
            path: 'help/functions',
            lazy: async () => ({ Component: (await import('../functions/FunctionsPage.tsx')).FunctionsPage }),
          },
          { path: '*', element: <PageError missing /> },
        ],
      },
      // The canvas takes the whole window and brings its own bar.
      {
        path: 'models/:modelId',
        lazy: async () => ({ Component: (await import('../editor/EditorPage.tsx')).EditorPage }),
      },
    ],
  },
])
