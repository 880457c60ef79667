import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openLanding } from '../src/index.ts'

/** A small server over the landing store, on loopback: GET lists the batches of a source, POST imports the large file. */
const [, , root = '', path = ''] = process.argv
const landing = openLanding(root)
const place = { organizationId: 'bench', sourceId: 'api' }

const server = createServer((request, response) => {
  const answer =
    request.method === 'POST'
      ? landing.importFile({ ...place, kind: 'xlsx', fileName: 'large.xlsx', content: { path } })
      : landing.batches(place)
  answer.then(
    (batches) => response.end(JSON.stringify(batches)),
    (cause: unknown) => {
      response.statusCode = 500
      response.end(String(cause))
    },
  )
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
