// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The AWS SDK for JavaScript through all operations of this plane, with the SDK's own waiters and paginators.
//   node sdk.mjs PILOTHOUSED
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as ecs from '@aws-sdk/client-ecs';
import { startPlane } from './plane.mjs';

let plane, client;
const used = new Set();
const arn = (rest) => `arn:aws:ecs:us-east-1:000000000000:${rest}`;
const waiting = () => ({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 120 });
const image = (name) => [{ name: 'app', image: name, memory: 64, essential: true }];

/// call('ListClusters', {...}): sends, and notes that the operation was used.
async function call(operation, input = {}) {
    used.add(operation);
    return client.send(new ecs[`${operation}Command`](input));
}

/// Asks again until `done` likes the answer.
async function poll(ask, done) {
    for (let tries = 0; tries < 900; ++tries) {
        const answer = await ask();
        if (done(answer)) return answer;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.fail('the answer that was waited for did not come');
}

before(async () => {
    plane = await startPlane(process.argv[2]);
    client = plane.client();
});

after(async () => {
    client.destroy();
    assert.equal(await plane.stop(), 0);
});

test('clusters', async () => {
    const { cluster } = await call('CreateCluster', { clusterName: 'blue', tags: [{ key: 'a', value: 'b' }] });
    assert.equal(cluster.clusterArn, arn('cluster/blue'));
    assert.equal(cluster.status, 'ACTIVE');
    const seen = await call('DescribeClusters', { clusters: ['blue', 'nowhere'], include: ['TAGS'] });
    assert.deepEqual(seen.clusters[0].tags, [{ key: 'a', value: 'b' }]);
    assert.deepEqual(seen.failures, [{ arn: arn('cluster/nowhere'), reason: 'MISSING' }]);
    const { clusterArns } = await call('ListClusters');
    assert.deepEqual(clusterArns.sort(), [arn('cluster/blue'), arn('cluster/default')]);
    assert.equal((await call('DeleteCluster', { cluster: 'blue' })).cluster.status, 'INACTIVE');
});

test('task definitions', async () => {
    for (const revision of [1, 2, 3]) {
        const { taskDefinition, tags } = await call('RegisterTaskDefinition', {
            family: 'app', containerDefinitions: image('sim/app'), tags: [{ key: 'n', value: `${revision}` }],
        });
        assert.equal(taskDefinition.taskDefinitionArn, arn(`task-definition/app:${revision}`));
        assert.ok(taskDefinition.registeredAt instanceof Date);
        assert.deepEqual(tags, [{ key: 'n', value: `${revision}` }]);
    }
    const seen = await call('DescribeTaskDefinition', { taskDefinition: 'app', include: ['TAGS'] });
    assert.equal(seen.taskDefinition.revision, 3);
    assert.deepEqual(seen.tags, [{ key: 'n', value: '3' }]);
    const gone = await call('DeregisterTaskDefinition', { taskDefinition: 'app:1' });
    assert.equal(gone.taskDefinition.status, 'INACTIVE');
    assert.deepEqual((await call('ListTaskDefinitions', { familyPrefix: 'app', sort: 'DESC' })).taskDefinitionArns,
        [arn('task-definition/app:3'), arn('task-definition/app:2')]);
    assert.deepEqual((await call('ListTaskDefinitionFamilies')).families, ['app']);
    await assert.rejects(call('DescribeTaskDefinition', { taskDefinition: 'nothing' }),
        (error) => error instanceof ecs.ClientException && error.message === 'Unable to describe task definition.');
});

test('what describe gives can be registered again', async () => {
    const { taskDefinition } = await call('DescribeTaskDefinition', { taskDefinition: 'app' });
    const again = await call('RegisterTaskDefinition', { ...taskDefinition, family: 'again' });
    const { family, revision, taskDefinitionArn, registeredAt, ...rest } = again.taskDefinition;
    const { family: f, revision: r, taskDefinitionArn: a, registeredAt: t, ...before } = taskDefinition;
    assert.deepEqual(rest, before);
    assert.equal(revision, 1);
});

test('container instances', async () => {
    const { containerInstanceArns } = await call('ListContainerInstances');
    assert.ok(containerInstanceArns.length >= 1);
    const { containerInstances } = await call('DescribeContainerInstances', { containerInstances: containerInstanceArns });
    assert.equal(containerInstances.length, containerInstanceArns.length);
    assert.ok(containerInstances[0].registeredResources.some((r) => r.name === 'CPU' && r.integerValue > 0));
    for (const status of ['DRAINING', 'ACTIVE']) {
        const changed = await call('UpdateContainerInstancesState',
            { containerInstances: containerInstanceArns.slice(0, 1), status });
        assert.equal(changed.containerInstances[0].status, status);
    }
});

test('tasks, with waiters', async () => {
    const run = { taskDefinition: 'app', count: 2, startedBy: 'me', clientToken: 'a-token-of-ours',
        propagateTags: 'TASK_DEFINITION', tags: [{ key: 'own', value: 'yes' }] };
    const { tasks, failures } = await call('RunTask', run);
    assert.deepEqual(failures, []);
    const arns = tasks.map((task) => task.taskArn);
    assert.equal(new Set(arns).size, 2);
    await ecs.waitUntilTasksRunning(waiting(), { tasks: arns });

    const same = await call('RunTask', run);
    assert.deepEqual(same.tasks.map((task) => task.taskArn).sort(), [...arns].sort());
    await assert.rejects(call('RunTask', { ...run, count: 1 }), (error) =>
        error instanceof ecs.ConflictException && arns.every((one) => error.resourceIds.includes(one)));

    const seen = (await call('DescribeTasks', { tasks: arns, include: ['TAGS'] })).tasks;
    assert.deepEqual(seen[0].tags, [{ key: 'n', value: '3' }, { key: 'own', value: 'yes' }]);
    assert.deepEqual(seen.map((task) => task.lastStatus), ['RUNNING', 'RUNNING']);
    assert.ok(seen[0].startedAt instanceof Date && seen[0].startedAt >= seen[0].createdAt);
    assert.deepEqual((await call('ListTasks', { startedBy: 'me' })).taskArns.sort(), [...arns].sort());
    for (const task of arns)
        assert.equal((await call('StopTask', { task, reason: 'enough' })).task.desiredStatus, 'STOPPED');
    await ecs.waitUntilTasksStopped(waiting(), { tasks: arns });
    const [stopped] = (await call('DescribeTasks', { tasks: arns })).tasks;
    assert.equal(stopped.stoppedReason, 'enough');
    assert.equal(stopped.stopCode, 'UserInitiated');
    assert.equal(typeof stopped.containers[0].exitCode, 'number');
    await assert.rejects(ecs.waitUntilTasksRunning(waiting(), { tasks: arns }));
});

test('a service in the order that Terraform asks', async () => {
    /// Waits for steady state as terraform-provider-aws does: not by counts, but by the service deployment.
    const steady = async (service, since) => {
        const primary = service.deployments.find((one) => one.status === 'PRIMARY');
        const digits = primary.id.replace('ecs-svc/', '');
        const { serviceDeployments } = await poll(
            () => call('ListServiceDeployments', { service: 'web', createdAt: { after: since } }),
            (answer) => answer.serviceDeployments.length > 0);
        const ours = serviceDeployments.filter((one) => one.targetServiceRevisionArn.includes(digits));
        assert.equal(ours.length, 1);
        const { serviceDeployments: [ended] } = await poll(
            () => call('DescribeServiceDeployments', { serviceDeploymentArns: [ours[0].serviceDeploymentArn] }),
            (answer) => !['PENDING', 'IN_PROGRESS'].includes(answer.serviceDeployments[0].status));
        assert.equal(ended.status, 'SUCCESSFUL');
        assert.ok(ended.createdAt > since && ended.finishedAt >= ended.createdAt);
        return ended;
    };
    let since = new Date();
    const { service } = await call('CreateService', {
        serviceName: 'web', taskDefinition: 'app:2', desiredCount: 2,
        deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    });
    assert.equal(service.status, 'ACTIVE');
    assert.equal(service.taskDefinition, arn('task-definition/app:2'));
    const first = await steady(service, since);

    since = new Date();
    const updated = (await call('UpdateService', { service: 'web', taskDefinition: 'app:3' })).service;
    assert.equal(updated.deployments.length, 2);
    const second = await steady(updated, since);
    assert.notEqual(second.serviceDeploymentArn, first.serviceDeploymentArn);
    assert.deepEqual(second.sourceServiceRevisions.map((one) => one.arn), [first.targetServiceRevision.arn]);
    const { serviceRevisions } = await call('DescribeServiceRevisions',
        { serviceRevisionArns: [first.targetServiceRevision.arn, second.targetServiceRevision.arn] });
    assert.deepEqual(serviceRevisions.map((one) => one.taskDefinition).sort(),
        [arn('task-definition/app:2'), arn('task-definition/app:3')]);
    await ecs.waitUntilServicesStable(waiting(), { services: ['web'] });
    const tasks = await call('ListTasks', { serviceName: 'web' });
    assert.equal(tasks.taskArns.length, 2);

    await call('UpdateService', { service: 'web', desiredCount: 0 });
    const deleted = (await call('DeleteService', { service: 'web' })).service;
    assert.ok(['DRAINING', 'INACTIVE'].includes(deleted.status));
    const statuses = new Set();
    await poll(() => call('DescribeServices', { services: ['web'] }), (answer) => {
        assert.deepEqual(answer.failures, []);
        statuses.add(answer.services[0].status);
        return answer.services[0].status === 'INACTIVE';
    });
    assert.ok([...statuses].every((status) => ['DRAINING', 'INACTIVE'].includes(status)));
    assert.deepEqual((await call('ListServices')).serviceArns, []);
});

test('a service with the waiters', async () => {
    await call('CreateService', { serviceName: 'api', taskDefinition: 'app', desiredCount: 1 });
    await ecs.waitUntilServicesStable(waiting(), { services: ['api'] });
    await call('UpdateService', { service: 'api', desiredCount: 3 });
    await ecs.waitUntilServicesStable(waiting(), { services: ['api'] });
    const { services: [service] } = await call('DescribeServices', { services: ['api'] });
    assert.equal(service.runningCount, 3);
    assert.ok(service.events[0].createdAt instanceof Date);
    await call('DeleteService', { service: 'api', force: true });
    await ecs.waitUntilServicesInactive(waiting(), { services: ['api'] });
    await assert.rejects(ecs.waitUntilServicesStable(waiting(), { services: ['api'] }));
    await assert.rejects(ecs.waitUntilServicesStable(waiting(), { services: ['nobody'] }));
});

test('a breaker that rolls back', async () => {
    await call('RegisterTaskDefinition', { family: 'bad', containerDefinitions: image('sim/unpullable') });
    await call('CreateService', {
        serviceName: 'frail', taskDefinition: 'app', desiredCount: 1,
        deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    });
    await ecs.waitUntilServicesStable(waiting(), { services: ['frail'] });
    const since = new Date();
    await call('UpdateService', { service: 'frail', taskDefinition: 'bad' });
    const { serviceDeployments: [deployment] } = await poll(
        () => call('ListServiceDeployments', { service: 'frail', createdAt: { after: since } }),
        (answer) => /^ROLLBACK_(SUCCESSFUL|FAILED)$/.test(answer.serviceDeployments[0]?.status));
    assert.equal(deployment.status, 'ROLLBACK_SUCCESSFUL');
    await ecs.waitUntilServicesStable(waiting(), { services: ['frail'] });
    const { services: [service] } = await call('DescribeServices', { services: ['frail'] });
    assert.equal(service.taskDefinition, arn('task-definition/app:3'));
    assert.ok(service.events.some((event) => event.message.includes('rolling back to deployment')));
    await call('DeleteService', { service: 'frail', force: true });
    await ecs.waitUntilServicesInactive(waiting(), { services: ['frail'] });
});

test('a deployment that is stopped', async () => {
    await call('CreateService', { serviceName: 'halted', taskDefinition: 'app', desiredCount: 1 });
    await ecs.waitUntilServicesStable(waiting(), { services: ['halted'] });
    const since = new Date();
    await call('UpdateService', { service: 'halted', taskDefinition: 'bad' });
    const { serviceDeployments: [{ serviceDeploymentArn }] } = await poll(
        () => call('ListServiceDeployments', { service: 'halted', createdAt: { after: since } }),
        (answer) => answer.serviceDeployments.length > 0);
    const answer = await call('StopServiceDeployment', { serviceDeploymentArn, stopType: 'ROLLBACK' });
    assert.equal(answer.serviceDeploymentArn, serviceDeploymentArn);
    const { serviceDeployments: [deployment] } = await poll(
        () => call('DescribeServiceDeployments', { serviceDeploymentArns: [serviceDeploymentArn] }),
        (answer) => answer.serviceDeployments[0].status === 'ROLLBACK_SUCCESSFUL');
    assert.equal(deployment.statusReason, 'Service deployment rolled back by user.');
    await assert.rejects(call('StopServiceDeployment', { serviceDeploymentArn }), { name: 'ConflictException' });
    await assert.rejects(call('StopServiceDeployment', { serviceDeploymentArn: serviceDeploymentArn + 'x' }),
                         { name: 'ServiceDeploymentNotFoundException' });
    await call('DeleteService', { service: 'halted', force: true });
    await ecs.waitUntilServicesInactive(waiting(), { services: ['halted'] });
});

test('paginators', async () => {
    for (let i = 0; i < 21; ++i)
        await call('CreateService', { serviceName: `s${i}`, taskDefinition: 'app', desiredCount: 0 });
    for (const pageSize of [1, 7, 21, 100]) {
        const all = new Set();
        for await (const page of ecs.paginateListServices({ client, pageSize }, {}))
            for (const one of page.serviceArns) all.add(one);
        assert.equal(all.size, 21);
    }
});

test('errors', async () => {
    await assert.rejects(call('DescribeServices', { cluster: 'nowhere', services: ['x'] }), ecs.ClusterNotFoundException);
    await assert.rejects(call('UpdateService', { service: 'nobody' }), ecs.ServiceNotFoundException);
    await assert.rejects(call('StopTask', { task: 'f'.repeat(32) }), ecs.InvalidParameterException);
    await assert.rejects(client.send(new ecs.ListGatewaysCommand({})), ecs.UnsupportedFeatureException);
    await assert.rejects(client.send(new ecs.TagResourceCommand({ resourceArn: arn('cluster/default'), tags: [] })),
        ecs.ClientException); // UnsupportedFeatureException is not among this operation's errors
    for (const [credentials, name] of [
        [{ ...plane.credentials, secretAccessKey: 'wrong' }, 'InvalidSignatureException'],
        [{ ...plane.credentials, accessKeyId: 'AKIDOTHER' }, 'UnrecognizedClientException'],
    ]) {
        const stranger = plane.client({ credentials });
        await assert.rejects(stranger.send(new ecs.ListClustersCommand({})), (error) =>
            error.name === name && error.$metadata.httpStatusCode === 400);
        stranger.destroy();
    }
});

test('a late clock is corrected', async () => {
    // The SDK retries only where it finds the words "Signature expired", with the time of the Date header.
    const late = plane.client({ systemClockOffset: -3_600_000, maxAttempts: 3 });
    assert.ok((await late.send(new ecs.ListClustersCommand({}))).clusterArns.length > 0);
    late.destroy();
});

test('every operation was used', () => {
    assert.equal(used.size, 25);
});
