package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AcceleratorTypeAggregatedList;
import com.google.cloud.compute.v1.AcceleratorTypeList;
import com.google.cloud.compute.v1.AggregatedListAcceleratorTypesRequest;
import com.google.cloud.compute.v1.AggregatedListDiskTypesRequest;
import com.google.cloud.compute.v1.AggregatedListMachineTypesRequest;
import com.google.cloud.compute.v1.DiskTypeAggregatedList;
import com.google.cloud.compute.v1.DiskTypeList;
import com.google.cloud.compute.v1.GetAcceleratorTypeRequest;
import com.google.cloud.compute.v1.GetDiskTypeRequest;
import com.google.cloud.compute.v1.GetFromFamilyImageRequest;
import com.google.cloud.compute.v1.GetImageFamilyViewRequest;
import com.google.cloud.compute.v1.GetImageRequest;
import com.google.cloud.compute.v1.GetMachineTypeRequest;
import com.google.cloud.compute.v1.Image;
import com.google.cloud.compute.v1.ImageFamilyView;
import com.google.cloud.compute.v1.ImageList;
import com.google.cloud.compute.v1.ListAcceleratorTypesRequest;
import com.google.cloud.compute.v1.ListDiskTypesRequest;
import com.google.cloud.compute.v1.ListImagesRequest;
import com.google.cloud.compute.v1.ListMachineTypesRequest;
import com.google.cloud.compute.v1.MachineTypeAggregatedList;
import com.google.cloud.compute.v1.MachineTypeList;
import com.google.protobuf.Message;
import java.util.List;
import org.stipend.emulator.catalog.Images;
import org.stipend.emulator.catalog.Offers;
import org.stipend.emulator.catalog.Places;
import org.stipend.emulator.wire.Fields;
import org.stipend.emulator.wire.Listing;
import org.stipend.emulator.wire.Methods;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** Machine types, disk types, accelerators and images. */
final class OfferMethods {

  void bind(Methods methods) {
    machineTypes(methods);
    diskTypes(methods);
    acceleratorTypes(methods);
    images(methods);
  }

  private static void machineTypes(Methods methods) {
    methods
        .on(
            GetMachineTypeRequest.getDefaultInstance(),
            r ->
                Offers.machineType(r.getProject(), known(r.getZone()), r.getMachineType())
                    .orElseThrow(() -> absent(r, "machineTypes", r.getMachineType())))
        .on(
            ListMachineTypesRequest.getDefaultInstance(),
            r ->
                Zonal.flat(
                    r,
                    MachineTypeList.newBuilder(),
                    "machineTypes",
                    Offers.machineTypes(r.getProject(), known(r.getZone()))))
        .on(
            AggregatedListMachineTypesRequest.getDefaultInstance(),
            r ->
                Zonal.scoped(
                    r,
                    MachineTypeAggregatedList.newBuilder(),
                    "machineTypes",
                    zone -> Offers.machineTypes(r.getProject(), zone)));
  }

  private static void diskTypes(Methods methods) {
    methods
        .on(
            GetDiskTypeRequest.getDefaultInstance(),
            r ->
                named(
                    r, "diskTypes", Offers.diskTypes(r.getProject(), r.getZone()), r.getDiskType()))
        .on(
            ListDiskTypesRequest.getDefaultInstance(),
            r ->
                Zonal.flat(
                    r,
                    DiskTypeList.newBuilder(),
                    "diskTypes",
                    Offers.diskTypes(r.getProject(), known(r.getZone()))))
        .on(
            AggregatedListDiskTypesRequest.getDefaultInstance(),
            r ->
                Zonal.scoped(
                    r,
                    DiskTypeAggregatedList.newBuilder(),
                    "diskTypes",
                    zone -> Offers.diskTypes(r.getProject(), zone)));
  }

  private static void acceleratorTypes(Methods methods) {
    methods
        .on(
            GetAcceleratorTypeRequest.getDefaultInstance(),
            r ->
                named(
                    r,
                    "acceleratorTypes",
                    Offers.acceleratorTypes(r.getProject(), r.getZone()),
                    r.getAcceleratorType()))
        .on(
            ListAcceleratorTypesRequest.getDefaultInstance(),
            r ->
                Zonal.flat(
                    r,
                    AcceleratorTypeList.newBuilder(),
                    "acceleratorTypes",
                    Offers.acceleratorTypes(r.getProject(), known(r.getZone()))))
        .on(
            AggregatedListAcceleratorTypesRequest.getDefaultInstance(),
            r ->
                Zonal.scoped(
                    r,
                    AcceleratorTypeAggregatedList.newBuilder(),
                    "acceleratorTypes",
                    zone -> Offers.acceleratorTypes(r.getProject(), zone)));
  }

  private static void images(Methods methods) {
    methods
        .on(
            GetImageRequest.getDefaultInstance(),
            r ->
                Images.named(r.getProject(), r.getImage())
                    .orElseThrow(() -> Refusal.notFound(image(r.getProject(), r.getImage()))))
        .on(
            ListImagesRequest.getDefaultInstance(),
            r ->
                Listing.flat(
                    r,
                    ImageList.newBuilder(),
                    "projects/" + r.getProject() + "/global/images",
                    Images.in(r.getProject())))
        .on(
            GetFromFamilyImageRequest.getDefaultInstance(),
            r -> ofFamily(r.getProject(), r.getFamily()))
        .on(
            GetImageFamilyViewRequest.getDefaultInstance(),
            r ->
                ImageFamilyView.newBuilder()
                    .setImage(ofFamily(r.getProject(), r.getFamily()))
                    .build());
  }

  private static Image ofFamily(String project, String family) {
    return Images.ofFamily(project, family)
        .orElseThrow(() -> Refusal.notFound(image(project, "family/" + family)));
  }

  private static String image(String project, String name) {
    return new Reference(project, "global", "images", name).path();
  }

  private static <T extends Message> T named(
      Message request, String collection, List<T> offers, String name) {
    known(Fields.text(request, "zone"));
    return offers.stream()
        .filter(offer ->
            name.equals(Fields.text(offer, "name")) || name.equals(Fields.text(offer, "id")))
        .findFirst()
        .orElseThrow(() -> absent(request, collection, name));
  }

  private static Refusal absent(Message request, String collection, String name) {
    String scope = Reference.zone(Fields.text(request, "zone"));
    return Refusal.notFound(
        new Reference(Fields.text(request, "project"), scope, collection, name).path());
  }

  private static String known(String zone) {
    if (!Places.ZONES.contains(zone)) throw Refusal.invalid("zone", zone, "Unknown zone.");
    return zone;
  }
}
