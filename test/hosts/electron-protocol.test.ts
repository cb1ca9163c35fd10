import { describe, expect, test } from 'vitest'
import { createBundleHandler } from '#hosts/electron-protocol.ts'
import { contentSecurityPolicy } from '#hosts/static-files.ts'

const bytes = new TextEncoder().encode('<!doctype html>')
const handler = createBundleHandler(new Map([['/', { bytes, headers: { 'content-type': 'text/html' } }]]))
const statusOf = (address: string, method = 'GET') => handler(new Request(address, { method })).status

describe('app://bundle', () => {
  test('answers with the built files', async () => {
    const answer = handler(new Request('app://bundle/'))
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([
      200,
      '<!doctype html>',
      'text/html',
    ])
    expect(await handler(new Request('app://bundle/', { method: 'HEAD' })).text()).toBe('')
  })

  test.each([
    'app://bundle/../../etc/passwd',
    'app://bundle/..%2f..%2fetc%2fpasswd',
    'app://bundle/%2e%2e/%2e%2e/etc/passwd',
    'app://bundle//etc/passwd',
    'app://bundle/index.js',
    'app://elsewhere/',
  ])('has nothing at %s', (address) => {
    expect(statusOf(address)).toBe(404)
  })

  test('takes nothing but GET and HEAD', () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect(statusOf('app://bundle/', method)).toBe(405)
  })

  test('gives the content policy with a refusal too', () => {
    const { headers } = handler(new Request('app://bundle/none'))
    expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  })
})
