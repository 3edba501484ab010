// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A pilothoused with the simulated engine, on a free port, in a data folder of its own.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ECSClient } from '@aws-sdk/client-ecs';

export async function startPlane(program) {
    const folder = mkdtempSync(join(tmpdir(), 'pilothouse-js-'));
    const child = spawn(program, ['--simulated', '--data', join(folder, 'data'), '--log', join(folder, 'log'),
        '--listen', '127.0.0.1:0', '--seed', '7'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));
    const line = await new Promise((resolve, reject) => {
        createInterface({ input: child.stdout }).once('line', resolve);
        child.once('error', reject);
        ended.then((how) => reject(new Error(`pilothoused ended before it was ready: ${how}`)));
    });
    const [, endpoint, region] = line.match(/^pilothoused ready endpoint=(\S+) region=(\S+) /);
    const keys = JSON.parse(readFileSync(join(folder, 'data', 'credentials.json'), 'utf8'));
    const credentials = { accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey };
    return {
        endpoint, region, credentials,
        client: (more = {}) => new ECSClient({ endpoint, region, credentials, maxAttempts: 1, ...more }),
        /// SIGTERM; gives the exit code.
        async stop() {
            child.kill('SIGTERM');
            const how = await ended;
            rmSync(folder, { recursive: true });
            return how;
        },
    };
}
