import './expression.css'

export { ExpressionField, type ExpressionFieldProps } from './ExpressionField.tsx'
export { type Renaming, RenamingContext } from './renaming.ts'
