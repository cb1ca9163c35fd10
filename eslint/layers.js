import { isBuiltin } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'

/**
 * Who may import whom (ARCHITECTURE, "Folders and what may import what"). `areas`: whose modules; `typesOf`: only their types;
 * `node`: Node's own modules, those of the network apart; `packages`: which packages, where that is a closed list.
 */
const layers = {
  learn: { areas: [], packages: [] },
  rpc: { areas: ['learn'], packages: ['@msgpack/msgpack'] },
  simd: { areas: ['learn'], node: true },
  assembly: { areas: [], packages: [] },
  store: { areas: ['learn', 'rpc'], node: true },
  processes: { areas: ['learn', 'simd', 'rpc', 'store'], node: true },
  app: { areas: ['learn', 'rpc', 'store'], typesOf: ['hosts'], node: true },
  hosts: { areas: ['learn', 'rpc', 'store', 'app'], node: true, network: true },
  entry: {
    areas: ['learn', 'rpc', 'store', 'simd', 'processes', 'app', 'hosts', 'notebook'],
    node: true,
    network: true,
  },
  notebook: { areas: ['learn', 'rpc', 'store', 'app', 'hosts'], node: true },
  renderer: { areas: ['learn', 'rpc'] },
}

/** Folders of the page that know no place, so that every place can use them. */
const placeless = /^src-renderer\/(charts|components|composables|digits|figure)\//

/** What hosts and entries alone may know: the window and the network. */
const network = ['electron', 'ws', 'http', 'https', 'http2', 'net', 'tls', 'dgram']

/** The area a file of the project lies in, or null outside of the sources. */
function areaOf(path) {
  const [top, folder, inner] = path.split(sep)
  if (top === 'src-renderer') return 'renderer'
  if (top !== 'src-main') return null
  if (folder.endsWith('.ts')) return 'entry'
  return folder === 'simd' && inner === 'assembly' ? 'assembly' : folder
}

function complaint({ from, specifier, file, root, typeOnly }) {
  const allowed = layers[from]
  if (!allowed) return `"${from}" is an area the layers do not know`
  if (specifier.startsWith('#renderer/places/') && placeless.test(relative(root, file).split(sep).join('/'))) {
    return 'what all places share must not import from one of them'
  }
  if (specifier.startsWith('#') || specifier.startsWith('.')) {
    const to = specifier.startsWith('#')
      ? specifier.slice(1).split('/')[0]
      : areaOf(relative(root, join(dirname(file), specifier)))
    const free = to === null || to === from || allowed.areas.includes(to) || (typeOnly && allowed.typesOf?.includes(to))
    return free ? null : `${from} must not import from ${to}`
  }
  const name = specifier.replace(/^node:/, '')
  if (network.includes(name) && !allowed.network) return `only hosts and entries may import "${specifier}"`
  if (isBuiltin(specifier)) return allowed.node ? null : `${from} must not import Node's "${specifier}"`
  const known =
    !allowed.packages || allowed.packages.some((own) => specifier === own || specifier.startsWith(`${own}/`))
  return known ? null : `${from} must not import the package "${specifier}"`
}

/** @type {import('eslint').Rule.RuleModule} */
export const layersRule = {
  meta: { type: 'problem', schema: [], messages: { crossed: 'Layers: {{complaint}}.' } },
  create(context) {
    const from = areaOf(relative(context.cwd, context.filename))
    if (from === null) return {}
    const check = (node) => {
      const specifier = node.source?.value
      if (typeof specifier !== 'string') return
      const typeOnly = node.importKind === 'type' || node.exportKind === 'type'
      const found = complaint({ from, specifier, file: context.filename, root: context.cwd, typeOnly })
      if (found) context.report({ node: node.source, messageId: 'crossed', data: { complaint: found } })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    }
  },
}
