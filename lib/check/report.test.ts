import { describe, expect, it } from 'vitest';
import { writeReport } from './report';

describe('The report', () => {
  const report = writeReport({
    verdict: { outcome: 'blocked', title: 'Calls will not work from here: why', advice: ['Do this.'] },
    rows: [
      {
        id: 'stun',
        name: 'UDP (STUN)',
        state: 'passed',
        figure: '24 ms',
        words: 'Fine.',
        privateDetail: '203.0.113.77',
      },
      {
        id: 'relay',
        name: 'Relay over UDP, 198.51.100.20',
        state: 'failed',
        figure: null,
        words: 'No answer.',
      },
      { id: 'camera', name: 'Camera', state: 'waiting', figure: null, words: 'There is one.' },
    ],
    date: new Date('2026-11-21T03:04:05Z'),
    origin: 'https://call.example.org',
    userAgent: 'Browser/156.0.0.0',
  });

  it('says where, when, what, and what to do', () => {
    expect(report.split('\n')).toEqual([
      'Connection check of https://call.example.org, 2026-11-21 03:04 UTC',
      'Calls will not work from here: why',
      '- Do this.',
      '',
      '[OK, 24 ms] UDP (STUN): Fine.',
      '[FAILED] Relay over UDP, 198.51.100.x: No answer.',
      '[not run] Camera: There is one.',
      '',
      'Browser/156.0.0.0',
    ]);
  });

  it('holds no full address', () => {
    expect(report).not.toContain('203.0.113.77');
    expect(report).not.toContain('198.51.100.20');
  });
});
