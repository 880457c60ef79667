import type { Catalog, CatalogOptions } from './catalog.ts'

/** Opens the pools and the key; makes no schema (see `prepareDatabase`). */
export function openCatalog(_options: CatalogOptions): Promise<Catalog> {
  return Promise.reject(new Error('openCatalog is being built'))
}
