# Compiles the generated type support of messages in a few large units, which is several times faster. Two libraries
# cannot be joined: the descriptions of all messages define the same static names, and the C++ introspection
# specialises templates that another message has used by then. Runs when all targets are known.
if(NOT CMAKE_VERSION VERSION_LESS 3.19)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 40)
  function(coalign_keep_apart)
    foreach(library rosidl_generator_c rosidl_typesupport_introspection_cpp)
      if(TARGET ${PROJECT_NAME}__${library})
        set_target_properties(${PROJECT_NAME}__${library} PROPERTIES UNITY_BUILD OFF)
      endif()
    endforeach()
  endfunction()
  cmake_language(DEFER CALL coalign_keep_apart)
endif()
