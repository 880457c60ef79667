import type { AppRouter } from '@jianmo/engine/api'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { codeOf, isOffline } from './problem-of.ts'

/** Every request that may change something carries it: a foreign page cannot set it (see the server's origin check). */
export const originHeaders = { 'x-jianmo': '1' } as const

/** For calls outside React, e.g. the editor's autosave. */
export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      // EventSource sends no custom header; the server checks Origin and Sec-Fetch-Site instead.
      true: httpSubscriptionLink({ url: '/trpc' }),
      // POST for queries, too: a graph document does not fit into an address.
      false: httpBatchLink({ url: '/trpc', headers: originHeaders, methodOverride: 'POST' }),
    }),
  ],
})

function forgetSession(error: unknown): void {
  if (codeOf(error) === 'UNAUTHORIZED') void queryClient.invalidateQueries({ queryKey: trpc.session.me.queryKey() })
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // session.me itself says who is signed in: asking it again about its own refusal would never end.
      if (query.queryHash !== JSON.stringify(trpc.session.me.queryKey())) forgetSession(error)
    },
  }),
  mutationCache: new MutationCache({ onError: forgetSession }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => isOffline(error) && failures < 2,
    },
  },
})

/** `useQuery(trpc.models.list.queryOptions())`, `useMutation(trpc.models.create.mutationOptions())`, … */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })
