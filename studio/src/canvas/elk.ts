import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js'

/** Started by the first layout, and kept: starting costs most of a small one. */
let started: Promise<ELK> | null = null

/** Lays a graph out in a worker of ELK's own. The library (1.6 MB) is fetched when it is first asked for. */
export async function layOut(graph: ElkNode): Promise<ElkNode> {
  started ??= start()
  try {
    return await (await started).layout(graph)
  } catch (cause) {
    // The next one begins with a new worker: this one may be gone, or was never fetched.
    const broken = started
    started = null
    broken.then((elk) => elk.terminateWorker()).catch(() => {})
    throw cause
  }
}

async function start(): Promise<ELK> {
  const [{ default: Elk }, { default: workerUrl }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ])
  return new Elk({ workerUrl, workerFactory: (url) => new Worker(url ?? workerUrl) })
}
