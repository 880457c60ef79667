import { startCluster } from '../database/index.ts'

// A supervisor of its own, for tests that kill it: node start-cluster.ts <folder>. Prints the cluster, then waits.
const [folder = ''] = process.argv.slice(2)
const cluster = await startCluster({ folder, name: 'test', durable: false })
process.stdout.write(`${JSON.stringify({ pid: cluster.pid, port: cluster.port, adopted: cluster.adopted })}\n`)
setInterval(() => undefined, 1000)
