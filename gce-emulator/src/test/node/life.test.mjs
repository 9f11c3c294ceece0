// Google's own client, which knows nothing of ours, through the whole life of a machine.
import assert from "node:assert/strict";
import { test } from "node:test";
import compute from "@google-cloud/compute";
import { PassThroughClient } from "google-auth-library";

const project = "node-life-1";
const zone = "us-central1-a";
const options = {
  apiEndpoint: "127.0.0.1",
  port: Number(process.env.EMULATOR_PORT),
  protocol: "http",
  authClient: new PassThroughClient(),
  projectId: project,
};
const { v1 } = compute;
const disks = new v1.DisksClient(options);
const images = new v1.ImagesClient(options);
const instances = new v1.InstancesClient(options);
const machineTypes = new v1.MachineTypesClient(options);
const regions = new v1.RegionsClient(options);
const snapshots = new v1.SnapshotsClient(options);
const globalOperations = new v1.GlobalOperationsClient(options);
const zoneOperations = new v1.ZoneOperationsClient(options);

const at = { project, zone };

// How this client names the HTTP statuses 400, 403, 404, 409 and 412.
const INVALID = 3;
const DENIED = 7;
const NOT_FOUND = 5;
const ABORTED = 10;
const PRECONDITION = 9;

async function done([lro]) {
  let operation = lro.latestResponse ?? lro;
  while (operation.status !== "DONE") {
    const named = { project, operation: operation.name };
    [operation] = operation.zone
      ? await zoneOperations.wait({ ...named, zone })
      : await globalOperations.wait(named);
  }
  return operation;
}

async function succeeds(answer) {
  const operation = await done(answer);
  assert.equal(operation.error ?? null, null, JSON.stringify(operation.error));
  return operation;
}

async function refusal(promise) {
  return promise.then(
    () => assert.fail("it was not refused"),
    (error) => error,
  );
}

const disk = async (name) => (await disks.get({ ...at, disk: name }))[0];
const machine = async () => (await instances.get({ ...at, instance: "rt-1" }))[0];

const machineNamed = (name, machineType) => ({
  name,
  machineType: `zones/${zone}/machineTypes/${machineType}`,
  labels: { "runtime-id": "r1" },
  disks: [
    {
      boot: true,
      autoDelete: true,
      initializeParams: {
        sourceImage: "projects/debian-cloud/global/images/family/debian-12",
        diskSizeGb: "20",
      },
    },
    { source: `zones/${zone}/disks/home`, deviceName: "home", autoDelete: false },
  ],
  networkInterfaces: [{ subnetwork: "regions/us-central1/subnetworks/default" }],
});

test("a machine and its disk live a whole life", async (life) => {
  await life.test("a disk is created and waited for", async () => {
    const diskResource = { name: "home", sizeGb: "50", labels: { owner: "ada" } };
    await succeeds(await disks.insert({ ...at, diskResource }));
    assert.equal((await disk("home")).status, "READY");
    assert.equal(String((await disk("home")).sizeGb), "50");
  });

  await life.test("a machine is created, runs, and has the disk", async () => {
    const instanceResource = machineNamed("rt-1", "e2-standard-4");
    const operation = await succeeds(await instances.insert({ ...at, instanceResource }));
    assert.equal(operation.operationType, "insert");
    assert.equal((await machine()).status, "RUNNING");
    assert.ok((await machine()).lastStartTimestamp);
    assert.match((await disk("home")).users[0], /instances\/rt-1$/);
  });

  await life.test("it is listed by filter, page by page, and over all zones", async () => {
    for (const name of ["pd-1", "pd-2", "pd-3"]) {
      await succeeds(await disks.insert({ ...at, diskResource: { name, sizeGb: "10" } }));
    }
    const names = [];
    for await (const found of disks.listAsync({ ...at, maxResults: 2, filter: "name != rt-1" })) {
      names.push(found.name);
    }
    assert.deepEqual(names, ["home", "pd-1", "pd-2", "pd-3"]);
    const found = [];
    const filter = "labels.runtime-id = r1";
    for await (const [scope, list] of instances.aggregatedListAsync({ project, filter })) {
      for (const instance of list.instances ?? []) found.push(`${scope}/${instance.name}`);
    }
    assert.deepEqual(found, [`zones/${zone}/rt-1`]);
  });

  await life.test("it stops, changes its type, and starts", async () => {
    const instance = "rt-1";
    const type = { machineType: `zones/${zone}/machineTypes/n2-standard-4` };
    const change = { ...at, instance, instancesSetMachineTypeRequestResource: type };
    const early = await done(await instances.setMachineType(change));
    assert.equal(early.error.errors[0].code, "RESOURCE_NOT_READY");
    await succeeds(await instances.stop({ ...at, instance }));
    assert.equal((await machine()).status, "TERMINATED");
    await succeeds(await instances.setMachineType(change));
    const schedulingResource = {
      maxRunDuration: { seconds: "86400" },
      instanceTerminationAction: "STOP",
    };
    await succeeds(await instances.setScheduling({ ...at, instance, schedulingResource }));
    await succeeds(await instances.start({ ...at, instance }));
    assert.equal((await machine()).status, "RUNNING");
    assert.match((await machine()).machineType, /n2-standard-4$/);
  });

  await life.test("labels are written by who read them last", async () => {
    const { labelFingerprint } = await machine();
    const labels = { "runtime-id": "r1", "managed-by": "stipend" };
    const write = {
      ...at,
      instance: "rt-1",
      instancesSetLabelsRequestResource: { labels, labelFingerprint },
    };
    await succeeds(await instances.setLabels(write));
    assert.deepEqual((await machine()).labels, labels);
    assert.equal((await refusal(instances.setLabels(write))).code, PRECONDITION);
  });

  await life.test("its disk grows, and another comes and goes", async () => {
    const instance = "rt-1";
    await succeeds(
      await disks.resize({ ...at, disk: "home", disksResizeRequestResource: { sizeGb: "60" } }),
    );
    assert.equal(String((await disk("home")).sizeGb), "60");
    const attachedDiskResource = { source: `zones/${zone}/disks/pd-1`, deviceName: "more" };
    await succeeds(await instances.attachDisk({ ...at, instance, attachedDiskResource }));
    assert.equal((await machine()).disks.length, 3);
    const inUse = await refusal(disks.delete({ ...at, disk: "pd-1" }));
    assert.equal(inUse.code, INVALID);
    assert.match(inUse.message, /already being used by/);
    await succeeds(await instances.detachDisk({ ...at, instance, deviceName: "more" }));
    await succeeds(await disks.delete({ ...at, disk: "pd-1" }));
  });

  await life.test("a snapshot is made, and a disk from it", async () => {
    const snapshotResource = { name: "copy" };
    await succeeds(await disks.createSnapshot({ ...at, disk: "home", snapshotResource }));
    const [snapshot] = await snapshots.get({ project, snapshot: "copy" });
    assert.equal(snapshot.status, "READY");
    const diskResource = { name: "home-2", sourceSnapshot: "global/snapshots/copy" };
    await succeeds(await disks.insert({ ...at, diskResource }));
    assert.equal(String((await disk("home-2")).sizeGb), "60");
    const deleted = await succeeds(await snapshots.delete({ project, snapshot: "copy" }));
    assert.equal(deleted.zone ?? "", "");
  });

  await life.test("its guest is heard", async () => {
    const [serial] = await instances.getSerialPortOutput({ ...at, instance: "rt-1" });
    assert.match(serial.contents, /UEFI/);
  });

  await life.test("it is deleted, and its home stays", async () => {
    await succeeds(await instances.delete({ ...at, instance: "rt-1" }));
    assert.equal((await refusal(instances.get({ ...at, instance: "rt-1" }))).code, NOT_FOUND);
    assert.equal((await refusal(disks.get({ ...at, disk: "rt-1" }))).code, NOT_FOUND);
    assert.deepEqual((await disk("home")).users, []);
    await succeeds(await disks.delete({ ...at, disk: "home" }));
  });
});

test("refusals arrive as this client shows them", async () => {
  const taken = { ...at, diskResource: { name: "taken", sizeGb: "10" } };
  await succeeds(await disks.insert(taken));
  const cases = [
    [() => disks.insert(taken), ABORTED, /already exists/],
    [() => disks.insert({ ...at, diskResource: { name: "Bad" } }), INVALID, /Must be a match of regex/],
    [() => disks.get({ ...at, disk: "none" }), NOT_FOUND, /was not found/],
    [() => disks.insert({ ...at, diskResource: { name: "big", sizeGb: "9000" } }), DENIED, /Quota/],
    [() => disks.list({ ...at, filter: "nonsense = 1" }), INVALID, /Invalid list filter expression/],
    [() => disks.list({ project, zone: "mars-1" }), INVALID, /Unknown zone/],
    [() => instances.stop({ ...at, instance: "none" }), NOT_FOUND, /was not found/],
  ];
  for (const [call, code, words] of cases) {
    const error = await refusal(call());
    assert.equal(error.code, code);
    assert.match(error.message, words);
  }
});

test("a repeated request id does nothing twice", async () => {
  const requestId = "8b4a1f9e-5d0c-4d4e-9a51-3f1f0f6f7a10";
  const insert = { ...at, requestId, diskResource: { name: "once", sizeGb: "10" } };
  const first = await succeeds(await disks.insert(insert));
  const second = await succeeds(await disks.insert(insert));
  assert.equal(second.name, first.name);
});

test("too many vCPUs end in the operation", async () => {
  const instanceResource = machineNamed("huge", "n2-standard-32");
  instanceResource.disks.pop();
  const operation = await done(await instances.insert({ ...at, instanceResource }));
  assert.equal(operation.error.errors[0].code, "QUOTA_EXCEEDED");
  assert.equal(operation.httpErrorStatusCode, 403);
});

test("the catalogue is read", async () => {
  const [type] = await machineTypes.get({ ...at, machineType: "n1-standard-4" });
  assert.equal(type.memoryMb, 15360);
  const [image] = await images.getFromFamily({ project: "debian-cloud", family: "debian-12" });
  assert.equal(image.family, "debian-12");
  const [region] = await regions.get({ project, region: "us-central1" });
  assert.equal(region.quotas.find((quota) => quota.metric === "CPUS").limit, 24);
});
