import { describe, expect, it } from 'vitest'
import { denseFeatures } from '#learn/feature-rows.ts'
import { resolveGamma } from '#learn/svm/kernel.ts'
import { SVC } from '#learn/svm/svc.ts'
import type { SVCParams } from '#learn/svm/svc-declaration.ts'
import { plainContext } from '#simd/contexts.ts'
import { golden, testLabels } from '../linear-model/scaled-digits.ts'
import {
  digits,
  goldenCases,
  goldenData,
  labels,
  largestDifference,
  supportOf,
  type WantedFits,
  type WantedMachine,
} from './golden-svc.ts'

describe.each(goldenCases)('SVC on digits, $name', ({ name, threshold, params }) => {
  const expected = golden(name).expected as WantedFits

  it('takes the steps of libsvm and finds its support vectors', () => {
    const context = plainContext()
    const { train, test } = goldenData(threshold, context)
    for (const { cls, default_tol: wanted } of expected.binary) {
      const own = labels.map((label) => (label === cls ? 1 : 0))
      const fitted = new SVC(params).fit(train, own, context)
      expect(fitted.iterations).toEqual([wanted.n_iter_])
      expect(fitted.kernel.gamma / wanted.gamma).toBeCloseTo(1, 12)
      expect(supportOf(fitted).rows).toEqual(wanted.support_)
      expect(largestDifference(supportOf(fitted).dual, wanted.dual_coef_)).toBeLessThan(1e-9)
      expect(fitted.machines[0].intercept).toBeCloseTo(wanted.intercept_, 9)
      const decision = SVC.decisionFunction(fitted, test, context).subarray(0, wanted.decision.length)
      expect(largestDifference(decision, wanted.decision)).toBeLessThan(1e-9)
    }
  })

  it('answers as scikit-learn does, one against the rest', () => {
    const context = plainContext()
    const { train, test } = goldenData(threshold, context)
    const fitted = new SVC(params).fitOneVsRest(train, labels, digits, context)
    const scores = SVC.decisionFunctionOneVsRest(fitted, test, context)
    const predicted = Array.from({ length: test.rows }, (_, i) => {
      const row = scores.subarray(i * 10, i * 10 + 10)
      return row.indexOf(Math.max(...row))
    })
    expect(predicted).toEqual(expected.predict)
    const right = predicted.filter((label, i) => label === testLabels[i]).length
    expect(right / test.rows).toBeCloseTo(expected.accuracy, 12)
  })
})

describe('SVC on small cases', () => {
  const toy = golden('svc_toy_analytic_and_params')

  it('solves six points as libsvm does', () => {
    const context = plainContext()
    const fitted = new SVC({ kernel: 'linear' }).fit(
      denseFeatures(toy.input.toy_X),
      Uint8Array.from(toy.input.toy_y),
      context,
    )
    expect(supportOf(fitted).rows).toEqual(toy.expected.libsvm_toy.support_)
    expect(largestDifference(supportOf(fitted).dual, toy.expected.libsvm_toy.dual_coef_[0])).toBeLessThan(1e-9)
    const X = denseFeatures(toy.input.toy_T)
    expect([...SVC.predict(fitted, X, context)]).toEqual(toy.expected.libsvm_toy.predict_T)
    expect(
      largestDifference(SVC.decisionFunction(fitted, X, context), toy.expected.libsvm_toy.decision_T),
    ).toBeLessThan(1e-9)
  })

  it('knows two points by heart: alpha = min(C, 1 / (2 a^2))', () => {
    for (const { a, C, alpha, decision_at_1: at1 } of toy.expected.two_points) {
      const fitted = new SVC({ kernel: 'linear', C }).fit(
        denseFeatures([[-a], [a]]),
        Uint8Array.of(0, 1),
        plainContext(),
      )
      expect(largestDifference(fitted.machines[0].coefficients.map(Math.abs), [alpha, alpha])).toBeLessThan(1e-9)
      const decision = SVC.decisionFunction(fitted, denseFeatures([[1]]), plainContext())
      expect(largestDifference(decision, at1)).toBeLessThan(1e-9)
    }
  })

  it.each(
    toy.expected.grid as (WantedMachine & { params: Record<string, number | string | boolean>; warnings: string[] })[],
  )('follows libsvm for $params', ({ params, n_iter_, support_, dual_coef_, intercept_, decision, warnings }) => {
    const context = plainContext()
    const X = denseFeatures(toy.input.blob_X)
    const y = Uint8Array.from(toy.input.blob_y)
    const { class_weight: weight, max_iter: maxIter, shrinking: _, ...same } = params
    const own = { ...same, classWeight: weight ?? 'none', maxIter: maxIter ?? -1 } as Partial<SVCParams>
    const fitted = new SVC(own).fit(X, y, context)
    expect(fitted.iterations).toEqual([n_iter_])
    expect(supportOf(fitted).rows).toEqual(support_)
    expect(largestDifference(supportOf(fitted).dual, dual_coef_)).toBeLessThan(1e-9)
    expect(Math.abs(fitted.machines[0].intercept - intercept_)).toBeLessThan(1e-9)
    const T = denseFeatures(toy.input.blob_X.slice(0, decision.length))
    expect(decision.length).toBeGreaterThan(0)
    expect(largestDifference(SVC.decisionFunction(fitted, T, context), decision)).toBeLessThan(1e-9)
    expect(context.warnings.length).toBe(warnings.length)
  })

  it('takes gamma from the spread of all entries', () => {
    for (const { X, gamma } of toy.expected.gamma_scale) {
      expect(resolveGamma('scale', denseFeatures(X), plainContext()) / gamma).toBeCloseTo(1, 12)
    }
  })
})
