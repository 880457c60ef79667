import { type OperationNode, PostgresQueryCompiler, type SelectQueryNode, SetOperationNode } from 'kysely'

/**
 * Prints Kysely's operation nodes as DuckDB SQL: identifiers and parameters are PostgreSQL's (`"name"`, `$1`). SELECTs are laid
 * out in lines, because people read the text that runs; only the subset of SELECT that the engine builds is printed.
 */
export class DuckdbCompiler extends PostgresQueryCompiler {
  #depth = 0

  protected override visitSelectQuery(node: SelectQueryNode): void {
    const nested = this.parentNode !== undefined && !SetOperationNode.is(this.parentNode)
    if (nested) {
      this.append('(')
      this.#depth++
      this.#line()
    }
    if (node.with) {
      this.visitNode(node.with)
      this.#line()
    }
    this.append('select')
    this.#depth++
    for (const [index, selection] of (node.selections ?? []).entries()) {
      if (index > 0) this.append(',')
      this.#line()
      this.visitNode(selection)
    }
    this.#depth--
    this.#part(node.from)
    for (const join of node.joins ?? []) this.#part(join)
    this.#part(node.where)
    this.#part(node.groupBy)
    for (const operation of node.setOperations ?? []) {
      this.#line()
      this.append(operation.all ? `${operation.operator} all` : operation.operator)
      this.#line()
      // A branch is printed as a sibling of the first one, without parentheses.
      this.visitNode(operation)
    }
    this.#part(node.orderBy)
    this.#part(node.limit)
    if (nested) {
      this.#depth--
      this.#line()
      this.append(')')
    }
  }

  protected override visitSetOperation(node: SetOperationNode): void {
    this.visitNode(node.expression)
  }

  #part(node: OperationNode | undefined): void {
    if (!node) return
    this.#line()
    this.visitNode(node)
  }

  #line(): void {
    this.append(`\n${'  '.repeat(this.#depth)}`)
  }
}
