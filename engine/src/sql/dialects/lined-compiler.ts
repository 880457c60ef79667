import {
  type CommonTableExpressionNode,
  DefaultQueryCompiler,
  type OperationNode,
  type RootOperationNode,
  SelectQueryNode,
  SetOperationNode,
} from 'kysely'
import type { IdentifierRules } from './dialect.ts'
import { assertPrintable, ExactNumber, UnprintableError } from './sql-text.ts'

/**
 * Prints Kysely's operation nodes as SELECTs laid out in lines, because people read the text that runs. Only the subset of SELECT
 * that the engine builds is printed; anything but a SELECT is refused. Names go in double quotes and parameters are `$1`, as
 * PostgreSQL and DuckDB have them; other dialects override that. This is the one place where values become text.
 */
export class LinedCompiler extends DefaultQueryCompiler {
  #depth = 0
  readonly #identifiers: IdentifierRules

  constructor(identifiers: IdentifierRules) {
    super()
    this.#identifiers = identifiers
  }

  override compileQuery(...args: Parameters<DefaultQueryCompiler['compileQuery']>) {
    const root: RootOperationNode = args[0]
    if (!SelectQueryNode.is(root)) throw new Error(`Only SELECT is ever written, not ${root.kind}`)
    return super.compileQuery(...args)
  }

  protected override visitSelectQuery(node: SelectQueryNode): void {
    const branch = this.parentNode !== undefined && SetOperationNode.is(this.parentNode)
    // A branch of a union is a sibling of the first, without parentheses, as long as nothing could be taken for the union's own.
    const own = node.with ?? node.orderBy ?? node.limit ?? node.offset ?? node.setOperations
    const nested = this.parentNode !== undefined && !(branch && own === undefined)
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
    this.part(node.from)
    for (const join of node.joins ?? []) this.part(join)
    this.part(node.where)
    this.part(node.groupBy)
    this.part(node.having)
    for (const operation of node.setOperations ?? []) {
      this.#line()
      this.append(operation.all ? `${operation.operator} all` : operation.operator)
      this.#line()
      this.visitNode(operation)
    }
    this.part(node.orderBy)
    this.appendLimit(node)
    if (nested) {
      this.#depth--
      this.#line()
      this.append(')')
    }
  }

  protected override visitSetOperation(node: SetOperationNode): void {
    this.visitNode(node.expression)
  }

  protected appendLimit(node: SelectQueryNode): void {
    this.part(node.limit)
    this.part(node.offset)
  }

  /** A part of a SELECT on a line of its own. */
  protected part(node: OperationNode | undefined): void {
    if (!node) return
    this.#line()
    this.visitNode(node)
  }

  protected appendLine(text: string): void {
    this.#line()
    this.append(text)
  }

  protected override sanitizeIdentifier(name: string): string {
    const reason = this.#identifiers.whyUnfit(name)
    if (reason) throw new UnprintableError(name, reason)
    const quote = this.getRightIdentifierWrapper()
    return name.replaceAll(quote, quote + quote)
  }

  protected override sanitizeStringLiteral(value: string): string {
    return assertPrintable(value).replaceAll("'", "''")
  }

  protected override appendImmediateValue(value: unknown): void {
    if (value instanceof ExactNumber) this.append(value.text)
    else super.appendImmediateValue(value)
  }

  protected override addParameter(parameter: unknown): void {
    if (typeof parameter === 'string') assertPrintable(parameter)
    super.addParameter(parameter)
  }

  /** For dialects without the words `[not] materialized`. */
  protected appendPlainExpression(node: CommonTableExpressionNode): void {
    this.visitNode(node.name)
    this.append(' as ')
    this.visitNode(node.expression)
  }

  #line(): void {
    this.append(`\n${'  '.repeat(this.#depth)}`)
  }
}
