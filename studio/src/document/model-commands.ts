import type { GraphDocument, Parameter } from '@jianmo/engine/graph'
import { type Command, quoted } from './command.ts'
import { isFreeParameter } from './rename-commands.ts'

export function renameModel(title: string): Command {
  return {
    name: { zh: '重命名模型', en: 'Rename model' },
    group: 'rename-model',
    apply: (document) =>
      title.trim() === '' || title === document.title ? document : { ...document, title: title.slice(0, 80) },
  }
}

export function setParameter(name: string, value: Parameter['value'], label: string): Command {
  return {
    name: quoted({ zh: '修改参数', en: 'Change parameter' }, label),
    group: `parameter:${name}`,
    apply(document) {
      const parameter = document.parameters.find((item) => item.name === name)
      if (parameter === undefined || parameter.value === value) return document
      return {
        ...document,
        parameters: document.parameters.map((item) => (item === parameter ? { ...item, value } : item)),
      }
    },
  }
}

/** A name that is taken or is none changes nothing. */
export function addParameter(parameter: Parameter): Command {
  return {
    name: quoted({ zh: '添加参数', en: 'Add parameter' }, parameter.label.zh),
    apply: (document) =>
      isFreeParameter(document, parameter.name)
        ? { ...document, parameters: [...document.parameters, parameter] }
        : document,
  }
}

/** Expressions that name it say afterwards that it is not there. */
export function removeParameter(name: string, label: string): Command {
  return {
    name: quoted({ zh: '删除参数', en: 'Delete parameter' }, label),
    apply: (document) =>
      document.parameters.some((item) => item.name === name)
        ? { ...document, parameters: document.parameters.filter((item) => item.name !== name) }
        : document,
  }
}

/** Takes a whole other document, as one step that can be undone: used when two tabs saved different work. */
export function adoptDocument(other: GraphDocument, name: Command['name']): Command {
  return { name, apply: () => other }
}
