import './expression.css'

export { ExpressionField, type ExpressionFieldProps } from './ExpressionField.tsx'
