import { parseDocument } from '../src/graph/index.ts'
import { compilePass, contextOf, retypePass } from './compile-stages.ts'
import { persons } from './large-model.ts'

/** What the page of the bench calls. */
Object.assign(globalThis, {
  jianmoBench(json: string, rounds: number, warm: number) {
    const now = () => performance.now()
    const context = { ...contextOf(persons, now), now }
    const { document } = parseDocument(json)
    if (!document) throw new Error('The bench model is no model')
    return {
      passes: Array.from({ length: rounds }, () => compilePass(json, context)).slice(warm),
      retypes: retypePass(document, context, rounds).slice(warm),
    }
  },
})
