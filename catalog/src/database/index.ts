export type { Cluster, ClusterOptions } from './cluster/cluster.ts'
export { startCluster } from './cluster/cluster.ts'
export type { PreparedDatabase, PrepareOptions } from './prepare.ts'
export { prepareDatabase } from './prepare.ts'
