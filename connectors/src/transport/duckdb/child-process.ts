/**
 * The process that holds the engine. It is forked with an empty environment, gets its orders by IPC, and sees one folder.
 * It ends when its parent closes it or disappears.
 */
import './keep-first-mark.ts'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { arrowBytes } from './arrow-bytes.ts'
import { loadScan } from './load-scan.ts'
import { openLockedDatabase } from './locked-database.ts'
import type { DuckdbAnswer, DuckdbFailure, DuckdbOpening, DuckdbOrder, DuckdbRequest } from './protocol.ts'
import { changedRows, columnsOf, runStatement, StatementNotAllowed, toRows } from './run-statement.ts'

const active = new Set<DuckDBConnection>()
let instance: DuckDBInstance | null = null
let folder = ''
let kept = false

/** SIGKILL, not exit: exit would wait for the engine's threads, which may be in a query that never ends. */
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

process.once('message', (opening: DuckdbOpening) => {
  folder = opening.folder
  kept = opening.workInMemory
  openLockedDatabase(opening).then(
    (opened) => {
      instance = opened
      process.on('message', obey)
      answer({ kind: 'ready' })
    },
    (cause: unknown) => answer({ kind: 'failed-to-open', message: messageOf(cause) }),
  )
})

function obey(order: DuckdbOrder): void {
  if (order.kind === 'close') {
    close()
    return
  }
  if (order.kind === 'interrupt') {
    for (const connection of active) connection.interrupt()
    return
  }
  serve(order).then(
    (value) => answer({ kind: 'answer', id: order.id, value }),
    (cause: unknown) => answer({ kind: 'failure', id: order.id, failure: failureOf(cause) }),
  )
}

/** A connection per request: two loads run side by side, and each can be interrupted. */
async function serve(request: DuckdbRequest): Promise<unknown> {
  if (!instance) throw new Error('The engine is closed')
  const connection = await instance.connect()
  active.add(connection)
  try {
    switch (request.kind) {
      case 'exec':
        return { rows: await changedRows(await runStatement(connection, 'write', request)) }
      case 'query': {
        const result = await runStatement(connection, 'read', request)
        return { columns: result.columnNames(), rows: toRows(await columnsOf(result)) }
      }
      case 'arrow':
        return await arrowBytes(await runStatement(connection, 'read', request), request.columns)
      case 'load':
        return await loadScan(connection, { ...request, folder, kept })
    }
  } finally {
    active.delete(connection)
    connection.closeSync()
  }
}

function close(): void {
  instance?.closeSync()
  instance = null
  process.removeAllListeners('disconnect')
  process.disconnect()
}

function answer(message: DuckdbAnswer): void {
  if (process.connected) process.send?.(message)
}

function failureOf(cause: unknown): DuckdbFailure {
  const message = messageOf(cause)
  if (cause instanceof StatementNotAllowed) return { kind: 'not-allowed', message }
  if (message.startsWith('INTERRUPT Error')) return { kind: 'interrupted', message }
  if (message.startsWith('Out of Memory Error')) return { kind: 'out-of-memory', message }
  return { kind: 'statement', message }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
