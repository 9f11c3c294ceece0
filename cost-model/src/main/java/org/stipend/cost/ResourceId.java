package org.stipend.cost;

import java.util.UUID;

/** Names what is used and charged: the machine of a runtime, or a disk. */
public sealed interface ResourceId permits RuntimeId, DiskId {
  UUID value();
}
