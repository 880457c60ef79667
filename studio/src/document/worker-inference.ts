import type { GraphDocument } from '@jianmo/engine/graph'
import type { StoreApi } from 'zustand/vanilla'
import { deltaOf } from './document-delta.ts'
import type { DocumentStore } from './document-store.ts'
import type { InferenceAnswer, InferenceRequest } from './inference-messages.ts'
import { type Catalogue, type Inference, inferenceOf, sameMeaning } from './inference-store.ts'

interface Followed {
  readonly document: DocumentStore
  readonly inference: StoreApi<Inference>
  readonly catalogue: Catalogue
}

/** Infers a large document in a worker, from the moment after the first picture until it is stopped. What was known stays until
 * all that follows from a change is there. */
export function followInference({ document: store, inference, catalogue }: Followed): () => void {
  if (!inference.getState().pending) return () => {}
  const worker = new Worker(new URL('./inference.worker.ts', import.meta.url), { type: 'module' })
  let turn = 0
  /** What the worker knows; null until it was told. */
  let given: GraphDocument | null = null
  let arrived: Record<string, Inference['columns'][string]> = {}
  const post = (message: InferenceRequest) => worker.postMessage(message)

  // Copying a document of 5,000 nodes for the worker takes 30 ms: the cards come first.
  const start = setTimeout(() => {
    given = store.getState().history.document
    post({ turn, document: given, catalogue })
  }, afterFirstPicture)

  const stopFollowing = store.subscribe(({ history: { document } }) => {
    if (given === null || sameMeaning(given, document)) return
    turn++
    inference.setState({ pending: true })
    post({ turn, delta: deltaOf(given, document) })
    given = document
  })

  worker.addEventListener('message', ({ data }: MessageEvent<InferenceAnswer>) => {
    if ('columns' in data) {
      Object.assign(arrived, data.columns)
      return
    }
    const columns = { ...inference.getState().columns, ...arrived }
    arrived = {}
    for (const id of data.gone) delete columns[id]
    inference.setState({ ...inferenceOf(columns, data.problems), pending: data.turn !== turn }, true)
  })
  // Whatever it was, the model can still be drawn, saved and run; the server checks it again.
  worker.addEventListener('error', () => inference.setState({ pending: false }))

  return () => {
    clearTimeout(start)
    stopFollowing()
    worker.terminate()
  }
}

/** Milliseconds. */
const afterFirstPicture = 50
