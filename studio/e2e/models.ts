import type { OpenModel } from '@jianmo/engine/api'
import type { GraphDocument } from '@jianmo/engine/graph'
import { read } from './figures.ts'
import type { Person } from './house.ts'

/** What a person does to models without a page, through the same API as the page. */
export interface Models {
  post<Data>(procedure: string, data: unknown): Promise<Data>
  open(modelId: string): Promise<OpenModel>
  /** A new model with a document; without one, as it comes. Resolves with its id. */
  create(title: string, document?: GraphDocument): Promise<string>
}

export function modelsOf(person: Person, url: string): Models {
  const models: Models = {
    async post<Data>(procedure: string, data: unknown) {
      const headers = { 'x-jianmo': '1' }
      const answer = await person.context.request.post(`${url}/trpc/${procedure}`, { headers, data })
      if (!answer.ok()) throw new Error(`${procedure}: ${answer.status()} ${await answer.text()}`)
      return ((await answer.json()) as { result: { data: Data } }).result.data
    },
    open: (modelId) => read<OpenModel>(person, url, 'models.open', { modelId }),
    async create(title, document) {
      const { modelId } = await models.post<{ modelId: string }>('models.create', { title })
      if (document !== undefined) {
        const { revision } = await models.open(modelId)
        await models.post('models.save', { modelId, document, baseRevision: revision })
      }
      return modelId
    },
  }
  return models
}
